import { type BoundParameter, decodeValue, type PostgresType } from '@devopsql/pgwire'
import { refused } from '../session-error.ts'
import { zonedTimestampCodec } from './zoned-timestamp.ts'

/** The values of a Bind, in the order of the parameters. */
export function decodeParameters(
  types: readonly PostgresType[],
  parameters: readonly BoundParameter[],
  timeZone: string,
): readonly unknown[] {
  return types.map((type, index) => {
    const parameter = parameters[index]
    if (parameter === undefined) throw refused('08P01', `parameter $${index + 1} has no value`)
    return decodeValue(readable(type, timeZone), parameter)
  })
}

/** A text without a zone is meant in that of the session. */
function readable(type: PostgresType, timeZone: string): PostgresType {
  return type.name === 'timestamptz' ? { ...type, codec: zonedTimestampCodec(timeZone) } : type
}
