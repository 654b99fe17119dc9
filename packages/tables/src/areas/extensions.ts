import { defineTable, double, json, type Table, text, timestamp, uuid } from '@devopsql/schema'
import { needing } from '../needing.ts'

const exact = { collation: 'exact' } as const

const installedExtensions: Table = defineTable({
  name: 'InstalledExtensions',
  aliases: ['Extensions'],
  doc: 'Extensions of the organization, also those that are disabled or have errors.',
  kind: 'view',
  area: 'extensionManagement',
  levels: ['organization'],
  key: ['PublisherId', 'ExtensionId'],
  columns: {
    ExtensionId: text('extensionId', 'Name in the addresses of its publisher.'),
    ExtensionName: text('extensionName', 'Name of the extension.'),
    PublisherId: text('publisherId', 'Name of the publisher in addresses.'),
    PublisherName: text('publisherName', 'Name of the publisher.'),
    RegistrationId: uuid('registrationId', 'Identifier of the extension, whatever its version.'),
    Version: text('version', 'Version that is installed.', exact),
    Flags: text('flags', 'Whether it is builtIn or trusted.'),
    LastPublished: timestamp('lastPublished', 'When any version was published last.'),
    InstallStateFlags: text('installState.flags', 'State, such as none, disabled, error.'),
    InstallStateLastUpdated: timestamp('installState.lastUpdated', 'When that changed last.'),
    ...needing(
      { includeInstallationIssues: 'true' },
      {
        InstallStateInstallationIssues: json(
          'installState.installationIssues',
          'What is wrong with it.',
        ),
      },
    ),
    Scopes: json('scopes', 'What it may do.'),
    Demands: json('demands', 'What it needs.'),
    Contributions: json('contributions', 'What it adds.'),
    ContributionTypes: json('contributionTypes', 'Kinds of things that it defines.'),
    Constraints: json('constraints', 'Conditions for what it adds.'),
    RestrictedTo: json('restrictedTo', 'Who sees what it adds.'),
    EventCallbacks: json('eventCallbacks', 'Addresses that are told of its own events.'),
    Licensing: json('licensing', 'What depends on a licence.'),
    ...needing({ assetTypes: '*' }, { Files: json('files', 'Its files.') }),
    ManifestVersion: double('manifestVersion', 'Version of the format.'),
    Language: text('language', 'Language of its texts.'),
    ServiceInstanceType: uuid('serviceInstanceType', 'Service that it needs.'),
    BaseUri: text('baseUri', 'Where its files are.', exact),
    FallbackBaseUri: text('fallbackBaseUri', 'Where they are too.', exact),
    MarketplaceBaseUri: text('marketplaceBaseUri', 'Where they are in the marketplace.', exact),
  },
  access: [
    {
      name: 'all extensions',
      request: {
        service: 'extensions',
        path: '_apis/extensionmanagement/installedextensions',
        query: { includeDisabledExtensions: 'true', includeErrors: 'true' },
        apiVersion: '7.1-preview.1',
      },
    },
  ],
})

/** What is added to the organization. */
export const extensionTables: readonly Table[] = [installedExtensions]
