"""What may a curator write, and what does it say when it is wrong? Each rule is declared beside its check."""
