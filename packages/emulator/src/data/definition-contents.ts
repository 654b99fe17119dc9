import type { Definition } from './definitions.ts'

/** A step of a definition that was made in the designer. */
interface Step {
  readonly name: string
  readonly taskId: string
}

/** What only whole definitions have. */
export interface DefinitionContents {
  /** 1: made in the designer, 2: YAML. */
  readonly processType: 1 | 2
  readonly yamlFilename: string | undefined
  readonly steps: readonly Step[]
  readonly tags: readonly string[]
}

const files = [
  'azure-pipelines.yml',
  '/build/azure-pipelines.yml',
  'Azure-Pipelines.yml',
  `ci/nightly "x86" & Ana's.yml`,
] as const
const tasks: readonly Step[] = [
  { name: 'Run "tests"', taskId: 'd9bafed4-0b18-4f58-968d-86655b4d2ce9' },
  { name: 'Publish 🚀', taskId: '2ff763a7-ce83-4e1f-bc89-0ae63477cebe' },
]
const tags = ['prod', 'with space', 'ünïcode'] as const

/** Every third definition was made in the designer, and has one task or both. */
export function contentsOf({ index }: Definition): DefinitionContents {
  const isDesigned = index % 3 === 2
  return {
    processType: isDesigned ? 1 : 2,
    yamlFilename: isDesigned ? undefined : files[index % files.length],
    steps: isDesigned ? tasks.slice(index % 2) : [],
    tags: tags.slice(0, index % 4),
  }
}
