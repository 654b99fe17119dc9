/** Numbers for objects, the same for the same object in every process as long as no two want the same. */
export interface Oids {
  /** The number of the object of a kind that these names stand for. */
  of(kind: string, ...names: readonly string[]): number
}

// PostgreSQL gives numbers below to its own objects; above, drivers that read OIDs as signed would go wrong.
const first = 16_384
const count = 2 ** 31 - first

export function createOids(): Oids {
  const taken = new Map<number, string>()
  const known = new Map<string, number>()
  return {
    of(kind, ...names) {
      const key = [kind, ...names].join('\0')
      const before = known.get(key)
      if (before !== undefined) return before
      let oid = first + (hashOf(key) % count)
      while (taken.has(oid)) oid = oid + 1 === first + count ? first : oid + 1
      taken.set(oid, key)
      known.set(key, oid)
      return oid
    },
  }
}

/** FNV-1a of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193) >>> 0
  }
  return hash
}
