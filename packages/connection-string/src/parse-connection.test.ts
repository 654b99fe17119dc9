import { isDevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { parseConnectionObject, parseConnectionString } from './parse-connection.ts'

it("reads the product's own sample unchanged (P-CONN-03)", () => {
  const options = parseConnectionString(
    'AuthScheme=Basic;Organization=MyAzureDevOpsOrganization;Catalog=Project_dev;Schema=Project;PersonalAccessToken=MyPAT;',
  )
  expect(options).toMatchObject({
    AuthScheme: 'Basic',
    Organization: 'MyAzureDevOpsOrganization',
    Catalog: 'Project_dev',
    Schema: 'Project',
    PersonalAccessToken: 'MyPAT',
    notes: [],
  })
})

it('fills in the defaults', () => {
  expect(parseConnectionString('')).toMatchObject({
    AuthScheme: undefined,
    AzureDevOpsServiceAPI: '7.1',
    IncludeCustomFields: true,
    AllowPartial: false,
    Pushdown: 'on',
    TimeZone: 'UTC',
    MaxConcurrency: 8,
    MaxRequests: undefined,
    MaxRows: -1,
    Timeout: 60,
    ProxyPort: 80,
    ProxyExceptions: [],
    ConnectOnOpen: false,
  })
})

it('ignores letter case and spaces around names, and empty parts (P-CONN-02)', () => {
  expect(
    parseConnectionString(
      ' ; organization = contoso ;; CATALOG=CData; pushdown=OFF;readonly=True ; ',
    ),
  ).toMatchObject({ Organization: 'contoso', Catalog: 'CData', Pushdown: 'off', Readonly: true })
})

it('reads a last property without a semicolon (P-CONN-01)', () => {
  expect(parseConnectionString('Organization=contoso').Organization).toBe('contoso')
})

it('reads quoted values with doubled quotes, semicolons and outer spaces (P-CONN-02)', () => {
  const options = parseConnectionString(
    `Catalog="Project_a;b" ;Schema='it''s';PersonalAccessToken=" p""w=";User=o'neil`,
  )
  expect(options).toMatchObject({
    Catalog: 'Project_a;b',
    Schema: "it's",
    PersonalAccessToken: ' p"w=',
    User: "o'neil",
  })
})

it('keeps equals signs in a value', () => {
  expect(parseConnectionString('PersonalAccessToken=abc==;').PersonalAccessToken).toBe('abc==')
})

it('reads an empty value as the default', () => {
  expect(parseConnectionString('Organization=;Timeout=;Catalog=""')).toMatchObject({
    Organization: undefined,
    Timeout: 60,
    Catalog: undefined,
  })
})

it('strips the prefix of the JDBC edition (P-CONN-05)', () => {
  expect(parseConnectionString('jdbc:azuredevops:Organization=contoso;').Organization).toBe(
    'contoso',
  )
})

it('reads the URL form with semicolons, ampersands and percent escapes (P-CONN-05)', () => {
  expect(
    parseConnectionString(
      'azuredevops:///?Organization=contoso;Catalog=Project_a%3Bb&PersonalAccessToken=x%2By%3D',
    ),
  ).toMatchObject({
    Organization: 'contoso',
    Catalog: 'Project_a;b',
    PersonalAccessToken: 'x+y=',
  })
})

it('takes a personal access token or a user as Basic', () => {
  expect(parseConnectionString('PAT=x').AuthScheme).toBe('Basic')
  expect(parseConnectionString('User=x').AuthScheme).toBe('Basic')
  expect(parseConnectionString('OAuthRefreshToken=x').AuthScheme).toBe('AzureAD')
  expect(parseConnectionString('PAT=x;AuthScheme=azuread').AuthScheme).toBe('AzureAD')
})

it('splits lists and leaves out their empty entries', () => {
  const options = parseConnectionString('ProxyExceptions="localhost; *.corp ;;";Tables=A, B')
  expect(options.ProxyExceptions).toEqual(['localhost', '*.corp'])
  expect(options.Tables).toEqual(['A', 'B'])
})

it('names the nearest property and the offset of an unknown one (P-CONN-04)', () => {
  expect(errorOf('Organization=contoso; Readnoly=true')).toMatchObject({
    code: 'DEVOPSQL_UNKNOWN_PROPERTY',
    message: 'connection property Readnoly does not exist',
    hint: 'Did you mean Readonly?',
    position: 22,
  })
})

it('counts offsets from the beginning of the whole text', () => {
  expect(errorOf('jdbc:azuredevops:Organisations=x')).toMatchObject({ position: 17 })
  expect(errorOf('azuredevops:///?PAT=%41&Timeout=%78')).toMatchObject({ position: 32 })
})

it('refuses a property that is given twice, also by its alias', () => {
  expect(errorOf('PersonalAccessToken=x;PAT=y')).toMatchObject({
    code: 'DEVOPSQL_INVALID_CONNECTION_STRING',
    message: 'connection property PersonalAccessToken is given twice',
    position: 22,
  })
})

it.each([
  ['Organization=contoso;secret', 21],
  ['Organization=contoso; =x', 22],
  ['Organization=contoso;PAT="abc', 25],
  ['PAT="a"bc;', 7],
  ['azuredevops:///?PAT=%zz', 16],
])('refuses the malformed %s at offset %i', (text, position) => {
  expect(errorOf(text)).toMatchObject({ code: 'DEVOPSQL_INVALID_CONNECTION_STRING', position })
})

it.each([
  ['Readonly=maybe', "Readonly can't be 'maybe'", 'Write true or false.'],
  ['Timeout=1.5', "Timeout can't be '1.5'", 'Write a whole number from 0 to 2147483.'],
  ['MaxRows=-2', "MaxRows can't be '-2'", 'Write a whole number of at least -1.'],
  ['Pushdown=maybe', "Pushdown can't be 'maybe'", 'Write on or off.'],
  ['AzureDevOpsServiceAPI=8', "AzureDevOpsServiceAPI can't be '8'", 'Write 7.1, 7.0, 6.0 or 5.1.'],
  ['MemoryLimit=lots', "MemoryLimit can't be 'lots'", 'Write a size such as 512MB or 2GB.'],
  [
    'Organization=https://dev.azure.com/contoso',
    "Organization can't be what is written there",
    'Write the name alone, such as contoso for https://dev.azure.com/contoso.',
  ],
  [
    'URL=https://me:pw@server/c',
    "URL can't be what is written there",
    'Write a whole address such as https://server/tfs/DefaultCollection, without user name, query or fragment.',
  ],
])('refuses %s with the values that are allowed', (text, message, hint) => {
  expect(errorOf(text)).toMatchObject({
    code: 'DEVOPSQL_INVALID_PROPERTY',
    message,
    hint,
    position: text.indexOf('=') + 1,
  })
})

it.each([
  ['FirewallType=SOCKS5', 'FirewallType=SOCKS5 is not supported yet'],
  ['Offline=true', 'Offline is not supported yet'],
  ['AutoCache=true', 'AutoCache is not supported yet'],
  ['ProxyAuthScheme=NTLM', 'ProxyAuthScheme=NTLM is not supported yet'],
  ['ProxySSLType=ALWAYS', 'ProxySSLType=ALWAYS is not supported yet'],
  ['Location=schemas', 'Location is not supported yet'],
  ['QueryPassthrough=true', 'QueryPassthrough is not supported yet'],
  ['Other="RecordToFile=x"', 'Other is not supported yet'],
  [
    'SSLServerCert=0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9',
    'SSLServerCert is not supported yet',
  ],
])('refuses %s, since ignoring it would mislead', (text, message) => {
  expect(errorOf(text)).toMatchObject({
    code: 'DEVOPSQL_UNSUPPORTED_PROPERTY',
    message,
    position: text.indexOf('=') + 1,
  })
})

it('takes the harmless values of those properties', () => {
  const options = parseConnectionString(
    'FirewallType=NONE;Offline=false;AutoCache=false;ProxyAuthScheme=NONE;SSLServerCert=/etc/ca.pem',
  )
  expect(options.notes).toEqual([])
})

it('notes properties that have no effect, unless they say their default', () => {
  const options = parseConnectionString('RTK=key;Verbosity=3;MaxLogFileCount=-1;Pagesize=50')
  expect(options.notes).toEqual([
    {
      property: 'Pagesize',
      message: 'Pagesize has no effect: the largest page of each endpoint is asked for',
    },
    { property: 'RTK', message: 'RTK has no effect: devopsql needs no licence' },
    { property: 'Verbosity', message: 'Verbosity has no effect without Logfile' },
  ])
})

it.each([
  ['LogModules="exec; HTTP ;exec"', { LogModules: ['EXEC', 'HTTP'] }],
  ['Logfile=', { Logfile: undefined }],
  ['MaxLogFileSize=100KB', { MaxLogFileSize: '100KB' }],
  ['MaxLogFileSize=100000', { MaxLogFileSize: '100000' }],
  ['MaxLogFileSize=1 mb', { MaxLogFileSize: '1 mb' }],
  ['MaxLogFileCount=2', { MaxLogFileCount: 2 }],
  ['MaxLogFileCount=-1', { MaxLogFileCount: -1 }],
])('reads %s of the log', (text, options) => {
  expect(parseConnectionString(text)).toMatchObject(options)
})

it.each([
  ['LogModules="EXEC;TCP"', /'EXEC;TCP'.*EXEC, INFO, HTTP, SSL, OAUT, SQLC or META/],
  ['MaxLogFileSize=99KB', /'99KB'.*at least 100KB/],
  ['MaxLogFileSize=99999', /at least 100KB/],
  ['MaxLogFileSize=much', /at least 100KB/],
  ['MaxLogFileSize=-1', /at least 100KB/],
  ['MaxLogFileCount=0', /at least 2, or -1/],
  ['MaxLogFileCount=1', /at least 2, or -1/],
  ['MaxLogFileCount=-2', /at least 2, or -1/],
  ['Verbosity=0', /from 1 to 5/],
  ['Verbosity=6', /from 1 to 5/],
])('refuses %s of the log with what may stand there', (text, words) => {
  expect(() => parseConnectionString(text)).toThrow(
    expect.objectContaining({ code: 'DEVOPSQL_INVALID_PROPERTY' }),
  )
  expect(toldBy(() => parseConnectionString(text))).toMatch(words)
})

it('notes what is said of a log that is not asked for', () => {
  const messages = (text: string): readonly string[] =>
    parseConnectionString(text).notes.map(({ message }) => message)
  expect(messages('Verbosity=3')).toEqual(['Verbosity has no effect without Logfile'])
  expect(messages('Verbosity=3;Logfile=a.log')).toEqual([])
})

it('notes that Catalog decides over ProjectId', () => {
  expect(parseConnectionString('Catalog=CData;ProjectId=Fabrikam').notes).toEqual([
    { property: 'ProjectId', message: 'ProjectId has no effect: Catalog decides' },
  ])
})

it('reads properties by name with the same rules (P-CONN-09)', () => {
  expect(
    parseConnectionObject({ organization: 'contoso', Timeout: 30, ConnectOnOpen: true, PAT: 'x' }),
  ).toEqual(parseConnectionString('Organization=contoso;Timeout=30;ConnectOnOpen=true;PAT=x'))
})

it('refuses properties by name that are unknown, given twice or invalid', () => {
  expect(() => parseConnectionObject({ Organisation: 'x' })).toThrow(
    'connection property Organisation does not exist',
  )
  expect(() => parseConnectionObject({ PAT: 'x', pat: 'y' })).toThrow('is given twice')
  expect(() => parseConnectionObject({ Timeout: 1.5 })).toThrow("Timeout can't be '1.5'")
})

it('leaves out a property by name that is undefined', () => {
  expect(parseConnectionObject({ Organization: undefined }).Organization).toBeUndefined()
})

it('lets overrides replace what a text or an object gives, under every name of a property', () => {
  const overrides = { catalog: 'Project_a;b', TimeZone: 'Europe/Berlin', Schema: undefined }
  const text = 'Organization=x;Catalog=Project_y;Schema=Git'
  const wanted = { Organization: 'x', Catalog: 'Project_a;b', TimeZone: 'Europe/Berlin' }
  expect(parseConnectionString(text, { overrides })).toMatchObject({ ...wanted, Schema: 'Git' })
  const object = { Organization: 'x', Catalog: 'Project_y' }
  expect(parseConnectionObject(object, { overrides })).toMatchObject(wanted)
})

function errorOf(text: string): unknown {
  try {
    return parseConnectionString(text)
  } catch (error) {
    return error
  }
}

/** Message and hint of what is thrown. */
function toldBy(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (isDevopsqlError(error)) return `${error.message}: ${error.hint ?? ''}`
  }
  return 'nothing'
}
