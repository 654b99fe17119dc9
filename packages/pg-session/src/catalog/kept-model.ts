import type { SystemTables } from 'devopsql'
import type { DatabaseModel } from './database-model.ts'

/** So long an answer is good for the other relations of the same query, and for the next queries of the same dialog. */
const milliseconds = 2000

/** A model that reads what it is asked for again and again only once in a while. */
export function keepModel(model: DatabaseModel, now: () => number): DatabaseModel {
  return {
    namespaces: kept(model.namespaces, now),
    relations: kept(model.relations, now),
    constraints: kept(model.constraints, now),
    attributes: keptAttributes(model, now),
  }
}

type Read<T> = (system: SystemTables) => Promise<T>

function kept<T>(read: Read<T>, now: () => number): Read<T> {
  let last: { readonly value: T; readonly at: number } | undefined
  return async (system) => {
    if (last === undefined || now() - last.at > milliseconds) {
      last = { value: await read(system), at: now() }
    }
    return last.value
  }
}

/** Those of one relation are few, and found among all where all are at hand. */
function keptAttributes(model: DatabaseModel, now: () => number): DatabaseModel['attributes'] {
  const all = kept((system) => model.attributes(system), now)
  return async (system, of) => await (of === undefined ? all(system) : model.attributes(system, of))
}
