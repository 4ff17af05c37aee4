// @ts-check
// Who is where, and when: groups that go from station to station, and how that fits a protocol's clock.

/** The fewest and the most stations of a walk that is neither thin nor a rush. */
export const GOOD = [8, 12];

/** For each round the station of each group, counted from none. Nobody meets a station twice; two groups are at one
 * only where there are more groups than stations.
 * @param {number} groups @param {number} stations @param {number} [rounds] @returns {number[][]} */
export function rotation(groups, stations, rounds = stations) {
  if (!groups || !stations) return [];
  // As far from one another as can be, so that together they soon have seen all of it.
  const first = Array.from({ length: groups }, (_, group) =>
    (groups < stations ? Math.floor((group * stations) / groups) : group % stations));
  return Array.from({ length: Math.min(rounds, stations) }, (_, round) => first.map((at) => (at + round) % stations));
}

/** How a walk fits: how long it takes, how many stations there is time for, and what would be better.
 * @param {number} stations @param {number} minutes at each
 * @param {{least: number, most: number} | undefined} walk what the protocol has for it */
export function fit(stations, minutes, walk) {
  const whole = stations * minutes, long = Boolean(walk && whole > walk.most);
  const room = walk ? Math.floor(walk.most / minutes) : Infinity, [least, most] = GOOD;
  const rounds = Math.min(stations, Math.max(room, 1));
  return { whole, long, room, rounds, few: stations < least && room >= least, many: stations > most };
}
