import type { FieldValue } from '../wiql/contract.ts'
import type { Classification, ClassificationNode } from './classification.ts'
import { below, type Dice, pick, unit, zipf } from './random.ts'
import type { RowView } from './row-view.ts'
import { awkwardTitles, nouns, places, verbs } from './words.ts'
import type { WorkItemRows } from './work-item-rows.ts'
import { tagName } from './work-item-tags.ts'
import { categoryOf, stateNames, type WorkItemState, workItemTypes } from './work-item-types.ts'

/** What field getters read: the rows and everything that is derived from a row in one step. */
export interface FieldSource {
  readonly rows: WorkItemRows
  /** The rows as they are or were. */
  readonly view: RowView
  /** Whether the seed gives the row values; rows that a request created have only what was written. */
  readonly isSeeded: (row: number) => boolean
  readonly dice: Dice
  readonly typeName: (row: number) => string
  readonly stateName: (row: number) => string
  readonly category: (row: number) => WorkItemState['category']
  readonly isType: (row: number, ...names: readonly string[]) => boolean
  readonly projectName: (row: number) => string
  readonly area: (row: number) => ClassificationNode
  readonly iteration: (row: number) => ClassificationNode
  readonly title: (row: number) => string
  readonly tags: (row: number) => string | undefined
  readonly combinedName: (user: number) => string
  readonly users: number
}

export interface FieldSourceInput {
  readonly rows: WorkItemRows
  readonly view: RowView
  readonly classification: Classification
  readonly projectName: (project: number) => string
  readonly combinedName: (user: number) => string
  readonly users: number
  readonly tags: number
}

const categories = stateNames.map(categoryOf)
const typeNames = workItemTypes.map(({ name }) => name)

function titleOf(dice: Dice, row: number): string {
  if (unit(dice(row, 30)) < 0.04) return pick(dice(row, 31), awkwardTitles)
  const title = `${pick(dice(row, 32), verbs)} ${pick(dice(row, 33), nouns)}`
  const place = unit(dice(row, 34))
  if (place < 0.5) return title
  if (place < 0.52) return title.toUpperCase()
  return `${title} ${pick(dice(row, 35), places)}`
}

function tagsOf(dice: Dice, row: number, total: number): string | undefined {
  // Geometric with mean 0.7, at most eight. (assumed)
  const count = Math.min(8, Math.floor(Math.log(1 - unit(dice(row, 36))) / Math.log(0.41)))
  if (count === 0 || total === 0) return undefined
  const names = new Set<string>()
  for (let each = 0; each < count; each += 1) names.add(tagName(zipf(dice(row, 37 + each), total)))
  return [...names].sort().join('; ')
}

export function createFieldSource(input: FieldSourceInput): FieldSource {
  const { rows, view, classification } = input
  const { dice } = rows
  const typeName = (row: number): string => typeNames[rows.type[row] ?? 0] ?? ''
  const nodeOf = (nodes: readonly ClassificationNode[], throwValue: number): ClassificationNode => {
    const node = nodes[zipf(throwValue, nodes.length)]
    if (node === undefined) throw new RangeError('a tree has at least its root')
    return node
  }
  const isSeeded = (row: number): boolean => !rows.isWritten(row)
  const writtenNode = (row: number, kind: 'area' | 'iteration'): ClassificationNode | undefined => {
    const name = kind === 'area' ? 'System.AreaPath' : 'System.IterationPath'
    const path = view.written(row, name)?.value
    return path === undefined ? undefined : classification.byPath(kind, String(path))
  }
  return {
    rows,
    view,
    dice,
    isSeeded,
    typeName,
    stateName: (row) => stateNames[view.state(row)] ?? '',
    category: (row) => categories[view.state(row)] ?? 'Proposed',
    isType: (row, ...names) => names.includes(typeName(row)),
    projectName: (row) => input.projectName(rows.project[row] ?? 0),
    area(row) {
      const nodes = classification.areas(rows.project[row] ?? 0)
      const written = writtenNode(row, 'area')
      if (written !== undefined) return written
      return isSeeded(row) ? nodeOf(nodes, dice(row, 20)) : nodeOf(nodes, 0)
    },
    iteration(row) {
      const nodes = classification.iterations(rows.project[row] ?? 0)
      const written = writtenNode(row, 'iteration')
      if (written !== undefined) return written
      if (!isSeeded(row)) return nodeOf(nodes, 0)
      // Sprints fill up evenly; one item in eight stays on the root.
      if (unit(dice(row, 21)) < 0.125) return nodeOf(nodes, 0)
      return nodes[below(dice(row, 22), nodes.length)] ?? nodeOf(nodes, 0)
    },
    title: (row) => titleOf(dice, row),
    tags: (row) => (isSeeded(row) ? tagsOf(dice, row, input.tags) : undefined),
    combinedName: input.combinedName,
    users: input.users,
  }
}

/** A value that only the seed gives: a row that a request created has none until one is written. */
export function seeded(
  source: FieldSource,
  value: (row: number) => FieldValue,
): (row: number) => FieldValue {
  return (row) => (source.isSeeded(row) ? value(row) : undefined)
}
