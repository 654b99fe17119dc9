import { type Static, Type } from 'typebox'
import { limitsSchema } from '../limits/limits.ts'

const port = (description: string) => Type.Integer({ minimum: 0, maximum: 65_535, description })
const text = (description: string) => Type.String({ minLength: 1, description })
const host = Type.Optional(
  text('Address to listen on. Default 127.0.0.1; any other than loopback needs TLS and a sign-in.'),
)

/** What a configuration file may say: it is checked by this schema, which is also the one that is published. */
export const configSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'Where this schema is, for editors.' })),
    connection: Type.Optional(
      text(
        'Connection string that queries run with. Better in the environment, as DEVOPSQL_CONNECTION, where it holds a secret.',
      ),
    ),
    connections: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]*$' }),
        text('Connection string.'),
        {
          additionalProperties: false,
          description:
            'Further connection strings by name, for accounts that name one. The environment can hold them too: DEVOPSQL_CONNECTION_ and the name in capitals.',
        },
      ),
    ),
    accounts: Type.Optional(
      text('File of the accounts, as devopsql account writes it; relative to this file.'),
    ),
    passThrough: Type.Optional(
      Type.Boolean({
        description:
          'Whether a password or bearer token may be the personal access token or Entra token of the user, with whose permissions the queries then run. Default false.',
      }),
    ),
    tls: Type.Optional(
      Type.Object(
        {
          certificate: text('PEM file of the certificate and its chain; relative to this file.'),
          key: text(
            'PEM file of the private key; relative to this file. DEVOPSQL_TLS_PASSPHRASE opens it.',
          ),
        },
        { additionalProperties: false, description: 'TLS for everything that is listened on.' },
      ),
    ),
    http: Type.Optional(
      Type.Object(
        {
          host,
          port: port('Port of HTTP; 0 is any free one.'),
          tls: Type.Optional(
            Type.Boolean({
              description:
                'False leaves TLS out on a loopback address, behind a reverse proxy that has it. Default true where there is a certificate.',
            }),
          ),
          bodyBytes: Type.Optional(
            Type.Integer({
              minimum: 1024,
              description: 'Largest body of a request. Default 1 MiB.',
            }),
          ),
          metrics: Type.Optional(
            Type.Enum(['public', 'authenticated', 'off'], {
              description: 'Who may read /metrics. Default authenticated.',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    postgres: Type.Optional(
      Type.Object(
        {
          host,
          port: port('Port of PostgreSQL; 0 is any free one.'),
          connections: Type.Optional(
            Type.Integer({ minimum: 1, description: 'Connections at once. Default 1000.' }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    limits: Type.Optional(limitsSchema),
    memoryLimit: Type.Optional(
      Type.String({
        pattern: '^\\d+(\\.\\d+)?\\s*([KMGTkmgt]i?)?[Bb]$',
        description:
          'Memory, such as 512MB, that sorting, joining and grouping may take for one user at one database before they spill to disk. Default: what MemoryLimit of the connection string says, else 512MB.',
      }),
    ),
    idleSeconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Seconds until what was opened for a user is closed, unused. Default 300.',
      }),
    ),
    graceSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Seconds that running queries have to end when the server stops. Default 10.',
      }),
    ),
    log: Type.Optional(
      Type.Object(
        {
          level: Type.Enum(['debug', 'info', 'warn', 'error', 'silent'], {
            description: 'The least important that is logged. Default info.',
          }),
        },
        { additionalProperties: false },
      ),
    ),
    tracing: Type.Optional(
      Type.Object(
        {
          endpoint: Type.String({
            pattern: '^https?://',
            description: 'Where spans go, as OTLP over HTTP: http://localhost:4318/v1/traces.',
          }),
        },
        { additionalProperties: false, description: 'OpenTelemetry: one span for each query.' },
      ),
    ),
  },
  { additionalProperties: false, title: 'devopsql server' },
)

/** A configuration file as it is written. */
export type ConfigFile = Static<typeof configSchema>
