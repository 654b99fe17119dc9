import { type Answer, listAnswer } from '../answers/answer.ts'
import type { Call } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import { createDice, guidOf } from '../data/random.ts'
import type { Route } from '../router.ts'

interface Extension {
  readonly name: string
  readonly publisher: string
  readonly flags: string | undefined
  readonly state: string
}

const extensions: readonly Extension[] = [
  {
    name: 'vss-code-search',
    publisher: 'ms',
    flags: 'builtIn, trusted',
    state: 'builtIn, trusted',
  },
  { name: 'Zähler', publisher: "O'Neil & Söhne", flags: undefined, state: 'none' },
  { name: 'old "tool" 🧰', publisher: 'fabrikam', flags: undefined, state: 'disabled' },
  { name: 'broken', publisher: 'fabrikam', flags: undefined, state: 'error, unpublished' },
]

const idOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]+/g, '-')

// What comes by default, and what the parameters add, as the official client for Node says. (azure-devops-node-api)
function listExtensions({ organization, query }: Call): Answer {
  const dice = createDice(0, 'extension')
  const hasDisabled = query.text('includeDisabledExtensions')?.toLowerCase() !== 'false'
  const rows = extensions.map((extension, index) => ({
    extension,
    row: {
      extensionId: idOf(extension.name),
      extensionName: extension.name,
      publisherId: idOf(extension.publisher),
      publisherName: extension.publisher,
      registrationId: guidOf(dice, index, 0),
      version: `${index}.1.0`,
      flags: extension.flags,
      lastPublished: millisecondsText(organization.now - index * 86_400_000),
      manifestVersion: 1,
      scopes: index === 1 ? ['vso.work'] : [],
      baseUri: `https://fabrikam.example.com/${index}/`,
      fallbackBaseUri: index === 0 ? undefined : `https://fabrikam.example.com/fallback/${index}/`,
      contributions: [{ id: `${idOf(extension.publisher)}.hub`, type: 'ms.vss-web.hub' }],
      files: query.text('assetTypes') === '*' ? [{ assetType: 'Icon', source: 'a b.png' }] : [],
      installState: {
        flags: extension.state,
        lastUpdated: millisecondsText(organization.now - 5),
        installationIssues: query.boolean('includeInstallationIssues')
          ? [{ message: 'Demand "x" is unknown', source: 'Demands', type: 'warning' }]
          : undefined,
      },
    },
  }))
  return listAnswer(
    rows
      .filter(({ extension: { state } }) => hasDisabled || !state.includes('disabled'))
      .filter(
        ({ extension: { state } }) => query.boolean('includeErrors') || !state.includes('error'),
      )
      .map(({ row }) => row),
  )
}

/** What is added to the organization. */
export const extensionRoutes: readonly Route[] = [
  {
    method: 'GET',
    scope: 'organization',
    resourceVersion: 1,
    previewOnly: true,
    template: 'extensionmanagement/installedextensions',
    handle: listExtensions,
  },
]
