import type { ResultColumn } from 'devopsql'

export function aColumn(name: string, type = 'VARCHAR'): ResultColumn {
  return { name, type, nullable: true, source: undefined }
}
