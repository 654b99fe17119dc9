import { DevopsqlError, nearestName } from '@devopsql/errors'
import type { Procedure } from '@devopsql/schema'
import { findProcedure as findByName, procedures } from '@devopsql/tables'
import type { CatalogOptions, NamePart } from './contract.ts'
import { findPlace } from './find-place.ts'
import { placeNames } from './place.ts'
import { quoteName } from './quote-name.ts'

/** The procedure that one to four name parts stand for: they all belong to the organization. */
export function findProcedure(parts: readonly NamePart[], options: CatalogOptions): Procedure {
  const name = parts.at(-1)
  if (name === undefined || parts.length > 4) throw wrongNumberOfParts(parts)
  const { place, isQualified } = findPlace(parts.slice(0, -1), options)
  const procedure = findByName(name.name)
  if (procedure === undefined) throw unknownProcedure(name)
  if (!isQualified || place.level === 'organization') return procedure
  const { catalog, schema } = placeNames(place)
  throw new DevopsqlError(
    `there is no procedure ${procedure.name} in ${quoteName(catalog)}.${quoteName(schema)}`,
    {
      code: 'DEVOPSQL_UNDEFINED_PROCEDURE',
      hint: `Write CData.Information.${procedure.name}, or the name alone.`,
      position: name.position,
    },
  )
}

function unknownProcedure({ name, position }: NamePart): DevopsqlError {
  const names = procedures.map((procedure) => procedure.name)
  const nearest = nearestName(name, names)
  return new DevopsqlError(`procedure ${name} does not exist`, {
    code: 'DEVOPSQL_UNDEFINED_PROCEDURE',
    hint:
      nearest === undefined
        ? 'The table sys_procedures lists the procedures that there are.'
        : `Did you mean ${nearest}?`,
    position,
  })
}

function wrongNumberOfParts(parts: readonly NamePart[]): DevopsqlError {
  return new DevopsqlError(`a procedure name has one to four parts, not ${parts.length}`, {
    code: 'DEVOPSQL_UNDEFINED_PROCEDURE',
    hint: 'Write Procedure or Catalog.Schema.Procedure.',
    position: parts[0]?.position,
  })
}
