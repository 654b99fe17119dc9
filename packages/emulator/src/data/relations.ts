import { below, type Dice, unit } from './random.ts'
import type { WorkItemRows } from './work-item-rows.ts'

export type LinkName = 'Parent' | 'Child' | 'Related'

export interface Link {
  readonly name: LinkName
  readonly row: number
}

/** Links between work items. Both ends of a link see it. */
export interface Relations {
  linksOf(row: number): readonly Link[]
  /** The address of a hyperlink, where an item has one. */
  hyperlinkOf(row: number): string | undefined
}

/** Reference names of the link types, by the name of the end. */
export const linkTypes: Readonly<Record<LinkName, string>> = {
  Parent: 'System.LinkTypes.Hierarchy-Reverse',
  Child: 'System.LinkTypes.Hierarchy-Forward',
  Related: 'System.LinkTypes.Related',
}

const reach = 20

// One item in ten is related to an earlier one nearby. (assumed)
function relatedOf(dice: Dice, row: number): number {
  return unit(dice(row, 90)) < 0.1 ? row - 1 - below(dice(row, 91), reach) : -1
}

export function createRelations(rows: WorkItemRows): Relations {
  const { dice } = rows
  let children: Map<number, number[]> | undefined
  let version = -1
  const childrenOf = (row: number): readonly number[] => {
    if (children === undefined || version !== rows.version) {
      children = new Map()
      version = rows.version
      for (let child = 0; child < rows.count(); child += 1) {
        const parent = rows.parent[child] ?? -1
        if (parent < 0) continue
        const known = children.get(parent)
        if (known === undefined) children.set(parent, [child])
        else known.push(child)
      }
    }
    return children.get(row) ?? []
  }
  const exists = (row: number): boolean => row >= 0 && rows.indexOf(rows.id[row] ?? -1) === row
  const relatedTo = (row: number): readonly number[] => {
    const later = Array.from({ length: reach }, (_, step) => row + 1 + step)
    const own = relatedOf(dice, row)
    return [
      ...(own < 0 ? [] : [own]),
      ...later.filter((other) => other < rows.count() && relatedOf(dice, other) === row),
    ]
  }
  return {
    linksOf(row) {
      const parent = rows.parent[row] ?? -1
      const links: readonly Link[] = [
        ...(parent < 0 ? [] : [{ name: 'Parent' as const, row: parent }]),
        ...childrenOf(row).map((child) => ({ name: 'Child' as const, row: child })),
        ...relatedTo(row).map((other) => ({ name: 'Related' as const, row: other })),
      ]
      return links.filter((link) => exists(link.row))
    },
    hyperlinkOf: (row) =>
      dice(row, 92) % 40 === 0 ? `https://example.com/notes/${row}?a=1&b=é` : undefined,
  }
}
