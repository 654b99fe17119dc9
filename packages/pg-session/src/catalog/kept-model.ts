import type { SystemTables } from 'devopsql'
import type { Attribute, DatabaseModel } from './database-model.ts'

/** So long what is dear to read is good, as long as there are the same tables. */
const milliseconds = 30_000

/**
 * A model that doesn't read columns and keys again for each query: the list of tables costs little and is always new, so that a
 * view that has just been made is there.
 */
export function keepModel(model: DatabaseModel, now: () => number): DatabaseModel {
  const fingerprint = async (system: SystemTables): Promise<string> =>
    (await model.relations(system)).map(({ oid, doc }) => `${oid} ${doc.length}`).join()
  const kept = <T>(read: (system: SystemTables) => Promise<T>): typeof read => {
    let last: { readonly value: T; readonly of: string; readonly at: number } | undefined
    return async (system) => {
      const of = await fingerprint(system)
      if (last === undefined || last.of !== of || now() - last.at > milliseconds)
        last = { value: await read(system), of, at: now() }
      return last.value
    }
  }
  const all = kept<readonly Attribute[]>((system) => model.attributes(system))
  return {
    namespaces: (system) => model.namespaces(system),
    relations: (system) => model.relations(system),
    constraints: kept((system) => model.constraints(system)),
    attributes: async (system, of) =>
      await (of === undefined ? all(system) : model.attributes(system, of)),
  }
}
