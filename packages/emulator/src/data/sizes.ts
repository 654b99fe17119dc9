import { DevopsqlError } from '@devopsql/errors'

/** How many rows of each table an organization has. */
export interface Sizes {
  readonly Projects: number
  readonly Teams: number
  readonly Users: number
  readonly WorkItems: number
  readonly Repositories: number
  readonly PullRequests: number
  readonly Commits: number
  readonly BuildDefinitions: number
  readonly Builds: number
  readonly ReleaseDefinitions: number
  readonly Releases: number
  readonly Areas: number
  readonly Iterations: number
  readonly Tags: number
  readonly CustomFields: number
  readonly TestPlans: number
  readonly TestRuns: number
  /** Over all runs. */
  readonly TestResults: number
}

// The distributions of real organizations are not public: the sizes are invented. (assumed)
const sizes: Readonly<Record<'S' | 'M', Sizes>> = {
  S: {
    Projects: 3,
    Teams: 8,
    Users: 40,
    WorkItems: 2_000,
    Repositories: 12,
    PullRequests: 800,
    Commits: 8_000,
    BuildDefinitions: 15,
    Builds: 1_500,
    ReleaseDefinitions: 14,
    Releases: 200,
    Areas: 20,
    Iterations: 30,
    Tags: 50,
    CustomFields: 5,
    TestPlans: 7,
    TestRuns: 40,
    TestResults: 400,
  },
  M: {
    Projects: 60,
    Teams: 300,
    Users: 3_000,
    WorkItems: 250_000,
    Repositories: 800,
    PullRequests: 150_000,
    Commits: 1_200_000,
    BuildDefinitions: 2_500,
    Builds: 600_000,
    ReleaseDefinitions: 600,
    Releases: 60_000,
    Areas: 1_500,
    Iterations: 1_200,
    Tags: 4_000,
    CustomFields: 120,
    TestPlans: 2_000,
    TestRuns: 150_000,
    TestResults: 30_000_000,
  },
}

// Every pipeline is a build definition in this organization, so the two have one count.
const aliases: Readonly<Record<string, keyof Sizes>> = {
  pipelines: 'BuildDefinitions',
  definitions: 'BuildDefinitions',
}

function nameOf(given: string): keyof Sizes {
  const wanted = given.toLowerCase()
  const alias = aliases[wanted]
  if (alias !== undefined) return alias
  const names = Object.keys(sizes.S)
  const found = names.find((name) => name.toLowerCase() === wanted)
  if (found === undefined) {
    throw new DevopsqlError(`the emulator has no row count named ${given}`, {
      code: 'DEVOPSQL_USAGE',
      hint: `Use one of ${names.join(', ')}.`,
    })
  }
  // The name was found among the keys of that very type.
  return found as keyof Sizes
}

export function resolveSizes(
  size: 'S' | 'M',
  overrides: Readonly<Record<string, number>> = {},
): Sizes {
  const resolved = { ...sizes[size] }
  for (const [given, count] of Object.entries(overrides)) {
    if (!Number.isInteger(count) || count < 0 || count > 5_000_000) {
      throw new DevopsqlError(`${given}=${count} is not a row count`, {
        code: 'DEVOPSQL_USAGE',
        hint: 'Give a whole number from 0 to 5,000,000.',
      })
    }
    resolved[nameOf(given)] = count
  }
  return resolved
}
