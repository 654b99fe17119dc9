/** Seeded choices: equal seeds choose equally. */
export interface Dice {
  /** A whole number from 0 to below `count`. */
  below(count: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One of the items, which must not be empty. */
  pick<T>(items: readonly T[]): T
  /** Up to `count` different items in their order. */
  sample<T>(items: readonly T[], count: number): readonly T[]
}

export function seededDice(seed: number): Dice {
  let state = (seed * 0x9e3779b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(next() * count)
  const pick = <T>(items: readonly T[]): T => {
    const chosen = items.slice(below(items.length))[0]
    if (chosen === undefined) throw new RangeError('there is nothing to choose from')
    return chosen
  }
  return {
    below,
    chance: (probability) => next() < probability,
    pick,
    sample: (items, count) => {
      const left = [...items]
      while (left.length > count) left.splice(below(left.length), 1)
      return left
    },
  }
}
