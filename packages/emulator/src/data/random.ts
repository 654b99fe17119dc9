/** An unsigned 32-bit number that depends on the seed, the entity, the row and what is asked of the row. */
export type Dice = (index: number, salt: number) => number

function finish(value: number): number {
  let mixed = value
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Makes the dice of one entity: rows need no storage, because every property can be thrown again. */
export function createDice(seed: number, entity: string): Dice {
  let key = finish(seed | 0)
  for (let position = 0; position < entity.length; position += 1) {
    key = finish(key ^ Math.imul(entity.charCodeAt(position), 0x9e3779b1))
  }
  return (index, salt) =>
    finish(finish(key + Math.imul(index, 0x85ebca6b)) ^ Math.imul(salt + 1, 0xc2b2ae35))
}

/** A throw as a fraction in [0, 1). */
export function unit(throwValue: number): number {
  return throwValue / 4294967296
}

/** A throw as an integer in [0, limit). */
export function below(throwValue: number, limit: number): number {
  return Math.floor(unit(throwValue) * limit)
}

/** A throw as an integer in [0, limit) whose frequency falls with its rank, as in Zipf's law. */
export function zipf(throwValue: number, limit: number): number {
  return Math.min(limit - 1, Math.floor((limit + 1) ** unit(throwValue)) - 1)
}

/** The element that a throw points at; the list must not be empty. */
export function pick<T>(throwValue: number, list: readonly T[]): T {
  const chosen = list[below(throwValue, list.length)]
  if (chosen === undefined) throw new RangeError('pick needs a list with elements')
  return chosen
}

/** The first position whose running share exceeds the throw. Shares add up to 1. */
export function byShare(throwValue: number, shares: readonly number[]): number {
  let left = unit(throwValue)
  for (let position = 0; position < shares.length - 1; position += 1) {
    left -= shares[position] ?? 0
    if (left < 0) return position
  }
  return shares.length - 1
}

/** A log-normal value, from two throws by way of Box and Muller. */
export function logNormal(dice: Dice, index: number, shape: LogNormal): number {
  const radius = Math.sqrt(-2 * Math.log(1 - unit(dice(index, shape.salt))))
  const angle = 2 * Math.PI * unit(dice(index, shape.salt + 1))
  return shape.median * Math.exp(shape.sigma * radius * Math.cos(angle))
}

export interface LogNormal {
  readonly median: number
  readonly sigma: number
  /** Two consecutive salts are used, this one and the next. */
  readonly salt: number
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}

/** A version 4 GUID. Uses four salts from `salt` on. */
export function guidOf(dice: Dice, index: number, salt: number): string {
  const a = hex(dice(index, salt))
  const b = hex(dice(index, salt + 1))
  const c = hex(dice(index, salt + 2))
  const d = hex(dice(index, salt + 3))
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`
}

/** Forty hexadecimal digits, like the id of a Git object. Uses five salts from `salt` on. */
export function objectIdOf(dice: Dice, index: number, salt: number): string {
  let text = ''
  for (let part = 0; part < 5; part += 1) text += hex(dice(index, salt + part))
  return text
}
