"""What a file says, and where: works, pages, lists. Bad content is a finding; nothing here raises for it, or judges."""
