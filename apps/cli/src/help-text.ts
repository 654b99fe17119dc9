const connection = `
The connection string comes from -c, from --profile, or from the environment
variable DEVOPSQL_CONNECTION. A token on the command line stays in the history
of your shell, and other users of the machine can see it: prefer the other two.
Profiles are kept in profiles.json in the folder devopsql of your settings
(%APPDATA%, ~/Library/Application Support, or $XDG_CONFIG_HOME, else ~/.config):
  {"profiles": {"work": "AuthScheme=Basic;Organization=contoso;PersonalAccessToken=..."}}
`

const exitCodes = `
Exit codes:
  0    done: every row is there
  1    SQL error, or Azure DevOps said no
  2    usage: options, files, the connection string
  3    sign-in failed
  4    refused by a limit, or the result is incomplete
  130  cancelled
`

export const program: string = `
Examples:
  devopsql demo                       see it work, no account needed
  devopsql query "SELECT * FROM Projects" \\
    -c "AuthScheme=Basic;Organization=contoso;PersonalAccessToken=..."
  devopsql query "SELECT Id, Title FROM WorkItems WHERE State = 'Active' LIMIT 20" --profile work
  devopsql query -f report.sql --output report.parquet
  devopsql tables build
  devopsql shell
  devopsql login -c "AuthScheme=AzureAD;Organization=contoso;OAuthClientId=..."
  devopsql serve --http-port 8080 --insecure-loopback
  devopsql doctor                     what is wrong when it doesn't work
${connection}${exitCodes}`

export const query: string = `
Examples:
  devopsql query "SELECT Id, Title FROM WorkItems ORDER BY ChangedDate DESC LIMIT 20"
  devopsql query "SELECT * FROM Builds WHERE Result = :result" --param result=failed
  devopsql query "SELECT Title FROM WorkItems WHERE Id IN (?, ?)" --param 12 --param 34
  devopsql query "SELECT Id, Title FROM WorkItems" --format csv > items.csv
  devopsql query "SELECT * FROM WorkItems" --output items.parquet --stats
  cat report.sql | devopsql query --format ndjson | head

Formats are table, json, ndjson, csv and parquet; parquet needs --output. Tables
fit the width of the terminal, or COLUMNS.
A parameter that looks like a number, true, false or null is one; text in single
quotes stays text: --param "'42'".
--stats prints rows, requests, bytes and time to standard error, --stats=json
the same as one line of JSON, which is the last.
${connection}${exitCodes}`

export const tables: string = `
Examples:
  devopsql tables
  devopsql tables build
  devopsql tables --format json
${connection}`

export const describe: string = `
Examples:
  devopsql describe WorkItems
  devopsql describe Project_Fabrikam.Project.WorkItems
  devopsql describe Builds --format csv
${connection}`

export const explain: string = `
Examples:
  devopsql explain "SELECT Id FROM WorkItems WHERE State = 'Active' AND Title LIKE '%login%'"
  devopsql explain -f report.sql
${connection}`

export const shell: string = `
Examples:
  devopsql shell --profile work
  devopsql shell < statements.sql

Inside, a statement ends with ; and Tab completes names. \\d lists tables,
\\d TABLE columns, \\timing shows the cost of each query, \\x shows record by
record, \\? lists all. Ctrl-C cancels the query and its requests, Ctrl-D leaves.
${connection}`

export const login: string = `
Examples:
  devopsql login -c "AuthScheme=AzureAD;Organization=contoso;OAuthClientId=..."
  devopsql login --device-code --profile work
  devopsql login --force

With AuthScheme=AzureAD a browser opens; with --device-code or
AuthScheme=AzureADDeviceCode any browser will do, on any machine. The sign-in is
kept encrypted at OAuthSettingsLocation, and every program of yours with this
connection string uses it. Other schemes keep nothing: the sign-in is tried.
OAuthClientId names an application of your own, or DEVOPSQL_OAUTH_CLIENT_ID in the
environment does; docs/auth.md says how to register one.
${connection}`

export const logout: string = `
Example:
  devopsql logout --profile work

Removes what is kept at OAuthSettingsLocation. Tokens that were given out stay good
until they expire or are revoked.
${connection}`

export const whoami: string = `
Examples:
  devopsql whoami
  devopsql whoami --format json

It never shows a token and never asks anybody to sign in: exit code 3 says that
nobody is signed in, or that Azure DevOps doesn't accept the sign-in.
${connection}`

export const doctor: string = `
Examples:
  devopsql doctor --profile work
  devopsql doctor --format json

It looks at the connection string, this machine, the network with proxy,
certificate and clock, the sign-in, and what may be read; each finding says what
to do. It asks nobody to sign in, changes nothing, and shows no secret. Exit code
1 says that there is a problem; a warning is none.
${connection}`

export const token: string = `
Example:
  devopsql token --headers | curl -H @- \\
    "https://dev.azure.com/contoso/_apis/projects?api-version=7.1"

What it prints is a secret. It asks nobody to sign in: devopsql login does.
${connection}`

export const serve: string = `
Examples:
  devopsql serve --http-port 8080 --insecure-loopback
  devopsql serve --config devopsql.config.json
  devopsql serve --config devopsql.config.json --check-config

It answers until Ctrl-C or SIGTERM, which let running queries end. The log goes to
standard error; its first line says what it listens on. docs/server.md tells how to
set it up. Anything but loopback needs TLS and a sign-in.
${connection}`

export const account: string = `
Examples:
  devopsql account add ann --accounts accounts.json
  devopsql account add reports --accounts accounts.json --as readonly --expires 2027-01-01
  devopsql account list --accounts accounts.json
  devopsql account remove ann --accounts accounts.json

The password is asked for, or read from standard input, and never an argument. The
file holds it hashed; only you can read it. A running server sees the change.
`

export const emulator: string = `
Examples:
  devopsql emulator
  devopsql emulator --size M --port 8080 --latency 20
  devopsql emulator --rows Teams=1001,WorkItems=1000000 --json

It answers on 127.0.0.1 until Ctrl-C. With --json the first line of output is
  {"url": ..., "organization": ..., "connectionString": ...}
`

export const demo: string = `
Example:
  devopsql demo

It needs no account: the organization is emulated in the same process, over real
HTTP on 127.0.0.1.
`
