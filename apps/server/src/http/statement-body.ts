import { type Static, Type } from 'typebox'

const name = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 400, description }))
const value = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const parameter = Type.Union([value, Type.Array(value)])

const placeProperties = {
  catalog: name('Where names without a catalog are looked up: CData or Project_<name>.'),
  schema: name('Where names without a schema are looked up.'),
  timeZone: name('IANA name of the time zone of literals without one. Default UTC.'),
}

/** A statement with its parameters, as requests hold it. */
export const statementProperties = {
  sql: Type.String({ minLength: 1, description: 'One statement.' }),
  parameters: Type.Optional(
    Type.Union([Type.Array(parameter), Type.Record(Type.String(), parameter)], {
      description: 'Values of $1 or ? by position, or of :name by name.',
    }),
  ),
  ...placeProperties,
}

export const statementSchema = Type.Object(statementProperties, { additionalProperties: false })

export type StatementBody = Static<typeof statementSchema>
