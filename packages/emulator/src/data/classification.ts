import { below, createDice, type Dice, guidOf, pick } from './random.ts'
import { components } from './words.ts'

/** A node of the area tree or of the iteration tree. */
export interface ClassificationNode {
  readonly id: number
  readonly identifier: string
  readonly name: string
  /** As work items write it: names joined by a backslash, the project first. */
  readonly path: string
  /** The names of the path. */
  readonly levels: readonly string[]
  readonly parent: ClassificationNode | undefined
  readonly children: ClassificationNode[]
  readonly startDate?: number
  readonly finishDate?: number
}

export interface Classification {
  /** Nodes of a project, the root first, parents before children. */
  areas(project: number): readonly ClassificationNode[]
  iterations(project: number): readonly ClassificationNode[]
  byId(id: number): ClassificationNode | undefined
  /** By the whole path, whatever the letter case. */
  byPath(kind: 'area' | 'iteration', path: string): ClassificationNode | undefined
}

export interface ClassificationInput {
  readonly seed: number
  readonly now: number
  readonly projects: number
  readonly areas: number
  readonly iterations: number
  projectName(index: number): string
}

const day = 86_400_000
const awkwardAreas = ["R&D's lab", 'Ünïcode', 'Web', 'web 2.0 [beta]']

interface Growth {
  readonly root: ClassificationNode
  readonly dice: Dice
  readonly count: number
  nextId(): number
  detailsOf(position: number): {
    readonly name: string
    readonly startDate?: number
    readonly finishDate?: number
  }
}

// Nodes hang below an earlier node of the same project, at most five levels deep. (assumed)
function grow({ root, dice, count, nextId, detailsOf }: Growth): readonly ClassificationNode[] {
  const nodes = [root]
  for (let position = 1; position < count; position += 1) {
    const candidate = pick(dice(position, root.id * 8), nodes)
    const parent = candidate.levels.length > 4 ? root : candidate
    const details = detailsOf(position)
    const levels = [...parent.levels, details.name]
    const id = nextId()
    const node: ClassificationNode = {
      ...details,
      id,
      identifier: guidOf(dice, id, 0),
      path: levels.join('\\'),
      levels,
      parent,
      children: [],
    }
    parent.children.push(node)
    nodes.push(node)
  }
  return nodes
}

function shareOf(total: number, project: number, projects: number): number {
  return Math.floor(total / projects) + (project < total % projects ? 1 : 0)
}

export function createClassification(input: ClassificationInput): Classification {
  const dice = createDice(input.seed, 'classification')
  const known = new Map<number, ClassificationNode>()
  const trees: Record<'area' | 'iteration', (readonly ClassificationNode[])[]> = {
    area: [],
    iteration: [],
  }
  const projects = Math.max(1, input.projects)
  const perProject =
    (shareOf(input.areas, 0, projects) + shareOf(input.iterations, 0, projects) + 2) * 2

  const tree = (kind: 'area' | 'iteration', project: number): readonly ClassificationNode[] => {
    const made = trees[kind][project]
    if (made !== undefined) return made
    const name = input.projectName(project)
    let id = 1_000 + project * perProject + (kind === 'area' ? 0 : perProject / 2)
    const nextId = (): number => {
      id += 1
      return id
    }
    const rootId = nextId()
    const root = {
      id: rootId,
      identifier: guidOf(dice, rootId, 0),
      name,
      path: name,
      levels: [name],
      parent: undefined,
      children: [],
    }
    const total = kind === 'area' ? input.areas : input.iterations
    const count = Math.max(1, shareOf(total, project, projects))
    const area = (position: number): { readonly name: string } => ({
      name: awkwardAreas[position - 1] ?? `${pick(dice(rootId, position), components)} ${position}`,
    })
    // Sprints of two weeks, the newest one still running. (assumed)
    const sprint = (
      position: number,
    ): { readonly name: string; readonly startDate: number; readonly finishDate: number } => {
      const monday = input.now - (input.now % day) - below(dice(project, 900), 7) * day
      const startDate = monday - (count - 1 - position) * 14 * day
      return { name: `Sprint ${position}`, startDate, finishDate: startDate + 11 * day }
    }
    const nodes = grow({ root, dice, count, nextId, detailsOf: kind === 'area' ? area : sprint })
    for (const node of nodes) known.set(node.id, node)
    trees[kind][project] = nodes
    return nodes
  }
  return {
    areas: (project) => tree('area', project),
    iterations: (project) => tree('iteration', project),
    byId: (id) => known.get(id),
    byPath(kind, path) {
      const wanted = path.toLowerCase()
      const start = wanted.split('\\')[0]
      const project = Array.from({ length: input.projects }, (_, index) => index).find(
        (index) => input.projectName(index).toLowerCase() === start,
      )
      if (project === undefined) return undefined
      return tree(kind, project).find((node) => node.path.toLowerCase() === wanted)
    },
  }
}
