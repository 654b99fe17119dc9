import type { Expression, TypeName } from '../syntax/ast.ts'
import { readableMoment, wholeDecimal } from './literal-cast.ts'
import { fillTemplate } from './sql-template.ts'

interface Target {
  readonly name: string
  readonly parameters?: readonly string[]
}

/** Types of T-SQL and of help pages that DuckDB lacks, understands otherwise, or takes no size for. */
export const castTypes: Readonly<Record<string, Target>> = {
  BIT: { name: 'BOOLEAN' },
  BINARY: { name: 'BLOB' },
  CHAR: { name: 'VARCHAR' },
  CHARACTER: { name: 'VARCHAR' },
  DATETIME: { name: 'TIMESTAMP' },
  DATETIME2: { name: 'TIMESTAMP' },
  DATETIMEOFFSET: { name: 'TIMESTAMP WITH TIME ZONE' },
  FLOAT: { name: 'DOUBLE' },
  GUID: { name: 'UUID' },
  IMAGE: { name: 'BLOB' },
  LONG: { name: 'BIGINT' },
  MONEY: { name: 'DECIMAL', parameters: ['19', '4'] },
  NCHAR: { name: 'VARCHAR' },
  NTEXT: { name: 'VARCHAR' },
  NVARCHAR: { name: 'VARCHAR' },
  SMALLDATETIME: { name: 'TIMESTAMP' },
  SMALLMONEY: { name: 'DECIMAL', parameters: ['10', '4'] },
  STRING: { name: 'VARCHAR' },
  TEXT: { name: 'VARCHAR' },
  TIME: { name: 'TIME' },
  UNIQUEIDENTIFIER: { name: 'UUID' },
  VARBINARY: { name: 'BLOB' },
  VARCHAR: { name: 'VARCHAR' },
}

/** A cast with DuckDB's type; a text type with a length cuts, as the SQL standard says. */
export function translateCast(cast: Extract<Expression, { kind: 'cast' }>): Expression {
  const type = duckType(cast.type)
  if (type === undefined) return wholeDecimal(cast) ?? withReadableMoment(cast)
  const length =
    type.name === 'VARCHAR' && type.listDepth === 0 ? cast.type.parameters[0] : undefined
  const plain = withReadableMoment({ ...cast, type })
  if (length === undefined || length === 'MAX') return plain
  const count: Expression = { kind: 'number', text: length }
  return { ...fillTemplate('left(:text, :count)', { text: plain, count }), span: cast.span }
}

/** The type of a typed literal. */
export function translateLiteral(
  literal: Extract<Expression, { kind: 'typed-literal' }>,
): Expression {
  const type = duckType(literal.type) ?? literal.type
  const value = readableMoment(literal.value, type)
  return type === literal.type && value === literal.value ? literal : { ...literal, type, value }
}

function withReadableMoment(cast: Extract<Expression, { kind: 'cast' }>): Expression {
  const { operand, type } = cast
  if (operand.kind !== 'string') return cast
  const value = readableMoment(operand.value, type)
  return value === operand.value ? cast : { ...cast, operand: { ...operand, value } }
}

function duckType(type: TypeName): TypeName | undefined {
  const target = Object.hasOwn(castTypes, type.name) ? castTypes[type.name] : undefined
  if (target === undefined) return undefined
  const isReal = type.name === 'FLOAT' && Number(type.parameters[0] ?? '53') <= 24
  return {
    ...type,
    name: isReal ? 'REAL' : target.name,
    parameters: target.parameters ?? [],
  }
}
