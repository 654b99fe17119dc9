import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { connectionProperties, findProperty } from './connection-properties.ts'
import type { ConnectionProperty } from './property.ts'

const docs = new URL('../../../docs/connection-string.md', import.meta.url)

it('finds a property by name or alias, letter case ignored', () => {
  expect(findProperty(' personalaccesstoken ')?.name).toBe('PersonalAccessToken')
  expect(findProperty('pat')?.name).toBe('PersonalAccessToken')
  expect(findProperty('nothing')).toBeUndefined()
})

it('knows every property of the product (P-PROP-01 to P-PROP-50)', () => {
  const unknown = [
    ...'AuthScheme Organization PersonalAccessToken AzureDevOpsEdition URL User'.split(' '),
    ...'AzureDevOpsServiceAPI AzureTenant AzureEnvironment ProjectId Catalog Schema'.split(' '),
    ...'IncludeCustomFields InitiateOAuth OAuthClientId OAuthClientSecret CallbackURL'.split(' '),
    ...'OAuthAccessToken OAuthRefreshToken OAuthSettingsLocation OAuthVerifier'.split(' '),
    ...'OAuthExpiresIn OAuthTokenTimestamp Scope SSLServerCert FirewallType'.split(' '),
    ...'FirewallServer FirewallPort FirewallUser FirewallPassword ProxyAutoDetect'.split(' '),
    ...'ProxyServer ProxyPort ProxyAuthScheme ProxyUser ProxyPassword ProxySSLType'.split(' '),
    ...'ProxyExceptions Logfile Verbosity LogModules MaxLogFileSize MaxLogFileCount'.split(' '),
    ...'Location BrowsableSchemas Tables Views AutoCache CacheLocation CacheProvider'.split(' '),
    ...'CacheDriver CacheConnection CacheTolerance Offline CacheMetadata MaxRows'.split(' '),
    ...'Pagesize Timeout BatchSize Readonly PseudoColumns UserDefinedViews'.split(' '),
    ...'ConnectOnOpen ConnectionLifeTime Other UseConnectionPooling PoolIdleTimeout'.split(' '),
    ...'PoolMaxSize PoolMinSize PoolWaitTime RTK DefaultColumnSize'.split(' '),
    ...'ConvertDateTimeToGMT RecordToFile CachePartial QueryPassthrough'.split(' '),
  ].filter((name) => findProperty(name) === undefined)
  expect(unknown).toEqual([])
})

it('keeps these values secret', () => {
  const secrets = connectionProperties.filter((property) => property.sensitivity === 'secret')
  expect(secrets.map((property) => property.name).toSorted()).toEqual([
    'CacheConnection',
    'FirewallPassword',
    'OAuthAccessToken',
    'OAuthClientSecret',
    'OAuthJWTCert',
    'OAuthJWTCertPassword',
    'OAuthRefreshToken',
    'OAuthSettingsPassphrase',
    'OAuthVerifier',
    'Other',
    'Password',
    'PersonalAccessToken',
    'ProxyPassword',
    'RTK',
  ])
})

it('gives no name and no alias to two properties', () => {
  const names = connectionProperties.flatMap(({ name, aliases = [] }) =>
    [name, ...aliases].map((spelling) => spelling.toLowerCase()),
  )
  expect(names.length).toBe(new Set(names).size)
})

it('says why each property without effect has none', () => {
  const silent = connectionProperties.filter(
    ({ status, note }) => status === 'not-yet' && note === undefined,
  )
  expect(silent.map((property) => property.name)).toEqual([])
})

it('is what docs/connection-string.md shows', async () => {
  await expect(documented()).toMatchFileSnapshot(fileURLToPath(docs))
})

function documented(): string {
  const categories = [...new Set(connectionProperties.map((property) => property.category))]
  return `${introduction}\n${categories.map(section).join('\n')}`
}

function section(category: string): string {
  const properties = connectionProperties.filter((property) => property.category === category)
  return `## ${category}\n\n${properties.map(entry).join('\n')}`
}

function entry(property: ConnectionProperty): string {
  const { name, type, values, aliases, neededBy, note } = property
  const facts = [
    type,
    `default ${shownDefault(property)}`,
    ...(values
      ? [
          `${type === 'list' ? 'any' : 'one'} of ${values.map((value) => `\`${value}\``).join(', ')}`,
        ]
      : []),
    ...(aliases ? [`also ${aliases.map((alias) => `\`${alias}\``).join(', ')}`] : []),
    ...(neededBy ? [`needed by ${neededBy.join(', ')}`] : []),
  ]
  return `### ${name}\n\n${facts.join(' · ')}\n\n${property.doc}\n${effect(property, note)}`
}

function effect({ status, ignoring, unsupportedValues }: ConnectionProperty, note = ''): string {
  if (ignoring === 'error') return `\nRefused so far: ${note}.\n`
  if (status === 'not-yet') return `\nWithout effect so far: ${note}.\n`
  return unsupportedValues ? `\nOther values are refused: ${note}.\n` : ''
}

function shownDefault({ default: value }: ConnectionProperty): string {
  if (value === undefined) return 'not set'
  return typeof value === 'object' ? 'empty' : `\`${String(value)}\``
}

const introduction = `# Connection string

\`Name=Value\` pairs with semicolons between them:

\`\`\`
AuthScheme=Basic;Organization=contoso;Catalog=Project_Fabrikam;Schema=Project;PersonalAccessToken=...
\`\`\`

- Letter case of names and spaces around names and values don't count; the last semicolon and empty parts may be there.
- A value that contains a semicolon, begins with a quote, or has spaces at its ends stands in \`"..."\` or \`'...'\`; the
  same quote inside is doubled.
- An empty value is the same as leaving the property out.
- An unknown property, or one that is given twice, is an error with its place in the text.
- The prefix \`jdbc:azuredevops:\` is skipped. \`azuredevops:///?Name=Value&Name=Value\` is read too, with percent escapes.
- \`connect({ Organization: 'contoso', ... })\` takes the same properties as an object.

A property that devopsql knows but does not act upon yet says so in a note of the connection; where ignoring it would
change what is read or how safely, it is an error (\`DEVOPSQL_UNSUPPORTED_PROPERTY\`). Values of the type \`secret\` never
appear in messages or logs.
`
