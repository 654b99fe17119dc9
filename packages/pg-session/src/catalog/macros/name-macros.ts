const found = (kind: string, value: string): string =>
  `(SELECT min("#n"."#oid") FROM pg_catalog."#names" AS "#n" WHERE "#n"."#kind" = '${kind}' AND "#n"."#name" = replace(${value}, '"', ''))`

const shown = (kind: string, value: string): string =>
  `(SELECT min("#n"."#shown") FROM pg_catalog."#names" AS "#n" WHERE "#n"."#kind" = '${kind}' AND "#n"."#oid" = ${value})`

/** As PostgreSQL shows the number of an object that there is not. */
const shownOrNumber = (kind: string): string =>
  `coalesce(${shown(kind, ':value')}, CAST(:value AS VARCHAR))`

const byText = (kind: string): string =>
  `coalesce(TRY_CAST(:text AS INTEGER), ${found(kind, ':text')})`

/** Types of names and numbers of objects. A number shown as such a type is a name, a text read as one is a number. */
export const nameMacros: Readonly<Record<string, string>> = {
  'regclass(text)': byText('class'),
  'regclass(value)': shownOrNumber('class'),
  'regtype(text)': byText('type'),
  'regtype(value)': shownOrNumber('type'),
  'regproc(text)': byText('proc'),
  'regproc(value)': shownOrNumber('proc'),
  'regprocedure(text)': byText('proc'),
  'regprocedure(value)': shownOrNumber('proc'),
  'regnamespace(text)': byText('namespace'),
  'regnamespace(value)': shownOrNumber('namespace'),
  'to_regclass(name)': found('class', 'CAST(:name AS VARCHAR)'),
  'to_regtype(name)': found('type', 'CAST(:name AS VARCHAR)'),
  'to_regproc(name)': found('proc', 'CAST(:name AS VARCHAR)'),
  'to_regnamespace(name)': found('namespace', 'CAST(:name AS VARCHAR)'),
  'format_type(type, modifier)': shown('type', ':type'),
  'regoper(value)': 'CAST(:value AS VARCHAR)',
  'regoperator(value)': 'CAST(:value AS VARCHAR)',
  'regcollation(value)': 'CAST(:value AS VARCHAR)',
  'regconfig(value)': 'CAST(:value AS VARCHAR)',
  'regdictionary(value)': 'CAST(:value AS VARCHAR)',
  'name(value)': 'CAST(:value AS VARCHAR)',
  'oid(value)': 'CAST(:value AS INTEGER)',
  'xid(value)': 'CAST(:value AS INTEGER)',
  'cid(value)': 'CAST(:value AS INTEGER)',
  'aclitem(value)': 'CAST(:value AS VARCHAR)',
  'pg_node_tree(value)': 'CAST(:value AS VARCHAR)',
  'int2vector(value)': 'CAST(:value AS INTEGER[])',
  'oidvector(value)': 'CAST(:value AS INTEGER[])',
  'sql_identifier(value)': 'CAST(:value AS VARCHAR)',
  'character_data(value)': 'CAST(:value AS VARCHAR)',
  'yes_or_no(value)': 'CAST(:value AS VARCHAR)',
  'cardinal_number(value)': 'CAST(:value AS INTEGER)',
}
