import { createDice, guidOf } from './random.ts'

export interface PolicyType {
  readonly id: string
  readonly displayName: string
  readonly description: string
}

export interface Policy {
  readonly id: number
  readonly type: PolicyType
  readonly revision: number
  readonly isEnabled: boolean
  readonly isBlocking: boolean
  /** Index of the repository; absent for the whole project. */
  readonly repository: number | undefined
  readonly settings: Readonly<Record<string, unknown>>
}

// The kinds and their identifiers. (recordings)
export const policyTypes: readonly PolicyType[] = [
  {
    id: 'fa4e907d-c16b-4a4c-9dfa-4906e5d171dd',
    displayName: 'Minimum number of reviewers',
    description: 'This policy will ensure that a minimum number of reviewers have approved.',
  },
  {
    id: 'fa4e907d-c16b-4a4c-9dfa-4916e5d171ab',
    displayName: 'Require a merge strategy',
    description: 'This policy ensures that pull requests use a consistent merge strategy.',
  },
  {
    id: '0609b952-1397-4640-95ec-e00a01b2c241',
    displayName: 'Build',
    description: 'This policy will require a "successful" build before updating protected refs.',
  },
  {
    id: 'c6a1889d-b943-4856-b76f-9e46bb6b0df2',
    displayName: 'Comment requirements',
    description: 'Check if the pull request has any active comments',
  },
]

const settings = [
  { minimumApproverCount: 2, creatorVoteCounts: false, resetOnSourcePush: true },
  { allowSquash: true, allowRebaseMerge: true },
  { buildDefinitionId: 1, displayName: 'CI für "main"', validDuration: 720.5 },
  {},
] as const

const dice = createDice(0, 'policy')

/** The policies of a project with these repositories. Numbers are unique in the organization. (assumed) */
export function policiesOf(project: number, repositories: ArrayLike<number>): readonly Policy[] {
  const scopes = [undefined, ...Array.from(repositories).slice(0, 3)]
  return scopes.flatMap((repository, scope) =>
    policyTypes
      .filter((_, kind) => dice(project * 16 + scope * 4 + kind, 0) % 3 !== 0 || kind === 0)
      .map((type, kind): Policy => {
        const id = project * 100 + scope * 10 + kind + 1
        return {
          id,
          type,
          revision: 1 + (id % 3),
          isEnabled: id % 4 !== 0,
          isBlocking: id % 5 !== 0,
          repository,
          settings: settings[policyTypes.indexOf(type)] ?? {},
        }
      }),
  )
}

/** The identifier of the evaluation of a policy for a pull request. */
export function evaluationIdOf(pullRequest: number, policy: number): string {
  return guidOf(dice, pullRequest * 1_000 + policy, 10)
}
