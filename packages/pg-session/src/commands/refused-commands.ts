import { refused } from '../session-error.ts'
import { plainCommand, type ReadCommand } from './session-command.ts'

const toChange =
  'Tables of Azure DevOps can only be read; EXEC of a procedure changes what there is one for.'

/** What changes rows: refused, and in a read-only transaction for that reason first. */
export const refuseChange: ReadCommand = (reader, state) => {
  const verb = reader.next().text.toUpperCase()
  if (state.settings.get('transaction_read_only') === 'on') {
    throw refused('25006', `cannot execute ${verb} in a read-only transaction`, toChange)
  }
  throw refused('0A000', `${verb} is not supported`, toChange)
}

/** What changes definitions; views are the exception, which the facade knows. */
export const refuseDefinition: ReadCommand = (reader) => {
  const verb = reader.next().text.toUpperCase()
  if (
    /^(?:(?:or\s+(?:replace|alter)\s+)?(?:(?:temp(?:orary)?|local|derived)\s+)?(?:recursive\s+)?view)\b/i.test(
      reader.rest(),
    )
  ) {
    return undefined
  }
  throw refused('0A000', `${verb} is not supported but for views`, toChange)
}

/** Refuses a statement by its verb. */
function refuseVerb(hint: string): ReadCommand {
  return (reader) => {
    throw refused('0A000', `${reader.next().text.toUpperCase()} is not supported`, hint)
  }
}

/** What a server with tables of its own would do. */
export const refuseMaintenance: ReadCommand = refuseVerb(
  'The server keeps no tables: there is nothing to maintain.',
)

/** `LISTEN` and `NOTIFY`: who listened would wait for ever. */
export const refuseNotifications: ReadCommand = refuseVerb(
  'The server sends no notifications: ask again from time to time.',
)

/** `UNLISTEN`: nothing was listened to. Pools send it when they take a connection back. */
export const readUnlisten: ReadCommand = () => plainCommand('UNLISTEN')

/** `CALL`: procedures take their values by name. */
export const refuseCall: ReadCommand = refuseVerb(
  'Write EXEC procedure name = value, name = value.',
)
