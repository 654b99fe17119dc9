/** A test variable, or a configuration that chooses a value of each. Numbers begin anew in each project. (assumed) */
export interface TestVariable {
  readonly id: number
  readonly name: string
  readonly description: string | undefined
  readonly values: readonly string[]
}

export interface TestConfiguration {
  readonly id: number
  readonly name: string
  readonly description: string | undefined
  readonly isDefault: boolean
  readonly state: 'active' | 'inactive'
  readonly values: readonly { readonly name: string; readonly value: string }[]
}

const systems = ['Windows 11', 'macOS 15', 'Ubuntu 24.04'] as const
const browsers = ['Edge', 'Firefox', 'Safari; "Preview"', 'Ünïcode 🌐'] as const

const variables: readonly TestVariable[] = [
  { id: 1, name: 'Operating System', description: 'Where tests run', values: systems },
  { id: 2, name: 'Browser', description: undefined, values: browsers },
  { id: 4, name: 'browser', description: '', values: [] },
]

/** Projects have two or three variables. */
export function variablesOf(project: number): readonly TestVariable[] {
  return variables.slice(0, 2 + (project % 2))
}

/** Projects have two to four configurations, the last of them out of use. */
export function configurationsOf(project: number): readonly TestConfiguration[] {
  const count = 2 + (project % 3)
  return Array.from({ length: count }, (_, place) => {
    const system = systems[place % systems.length] ?? ''
    const browser = browsers[(place + project) % browsers.length] ?? ''
    return {
      id: 1 + place * 2,
      name: place === 0 ? system : `${system} and ${browser}`,
      description: place === 0 ? 'Default operating system for testing' : undefined,
      isDefault: place === 0,
      state: place === count - 1 ? 'inactive' : 'active',
      values: [
        { name: 'Operating System', value: system },
        ...(place === 0 ? [] : [{ name: 'Browser', value: browser }]),
      ],
    }
  })
}
