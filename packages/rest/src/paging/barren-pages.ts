// The service may filter after it has read, so that many pages are empty; rows that move may come again, but not for ever.
const mostEmptyPages = 1_000
const mostRepeatedPages = 10

export interface BarrenPages {
  /** Notes a page; true when so many in a row brought nothing new that no end can be expected. */
  isEndless(page: { readonly rows: readonly unknown[]; readonly newRows: number }): boolean
}

/** Counts pages in a row that bring nothing new: rows that came before, or, where rows have no key, the page before. */
export function countBarrenPages(): BarrenPages {
  let count = 0
  let previous = ''
  return {
    isEndless({ rows, newRows }) {
      const ends = JSON.stringify([rows.length, rows[0], rows.at(-1)])
      count = newRows === 0 || ends === previous ? count + 1 : 0
      previous = ends
      return count >= (rows.length === 0 ? mostEmptyPages : mostRepeatedPages)
    },
  }
}
