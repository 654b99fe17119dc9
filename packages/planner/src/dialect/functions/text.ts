import type { DialectFunction } from '../dialect-function.ts'
import { formatValue, parseThenFormat } from '../format-value.ts'
import { hashBytes } from '../hash-bytes.ts'
import { patternIndex } from '../pattern-index.ts'

/** Text functions that DuckDB lacks or understands otherwise. Positions count from 1 but for INDEXOF. */
export const textFunctions: readonly DialectFunction[] = [
  { usage: 'ASCII(text)', means: "CASE WHEN :text <> '' THEN ascii(:text) END" },
  { usage: 'CHAR(code)', means: 'CASE WHEN :code BETWEEN 0 AND 255 THEN chr(:code) END' },
  { usage: 'CHARINDEX(find, text)', note: '0 where it is not found', means: 'instr(:text, :find)' },
  {
    usage: 'CHARINDEX(find, text, start)',
    means: `CASE WHEN instr(substring(:text, greatest(:start, 1)), :find) = 0 THEN 0
      ELSE instr(substring(:text, greatest(:start, 1)), :find) + greatest(:start, 1) - 1 END`,
  },
  {
    usage: 'DATALENGTH(text)',
    note: 'bytes in UTF-8',
    means: 'strlen(CAST(:text AS VARCHAR))',
  },
  { usage: 'ENDSWITH(text, end)', means: 'ends_with(:text, :end)' },
  {
    usage: 'FORMAT(value, pattern)',
    note: "patterns of .NET in English; with {} in the pattern before the values it is DuckDB's own",
    means: { build: formatValue },
  },
  {
    usage: 'FORMAT(value, pattern, more)',
    note: 'a third argument is the culture en-US, or the pattern to write what the first pattern read',
    means: { build: parseThenFormat },
  },
  {
    usage: 'FROM_UNIXTIME(number)',
    note: 'seconds since 1970',
    means: 'to_timestamp(:number)',
  },
  {
    usage: 'FROM_UNIXTIME(number, isSeconds)',
    note: 'milliseconds where the second argument is 0',
    means:
      'CASE WHEN CAST(:isSeconds AS INTEGER) = 0 THEN to_timestamp(:number / 1000.0) ELSE to_timestamp(:number) END',
  },
  {
    usage: 'HASHBYTES(algorithm, text)',
    note: 'MD5, SHA1 or SHA2_256 of the text in UTF-8, as bytes; hex() shows them',
    means: { build: hashBytes },
  },
  {
    usage: 'INDEXOF(text, find)',
    note: 'counts from 0; -1 where it is not found',
    means: 'instr(:text, :find) - 1',
  },
  {
    usage: 'INDEXOF(text, find, start)',
    means: `CASE WHEN instr(substring(:text, :start + 1), :find) = 0 THEN -1
      ELSE instr(substring(:text, :start + 1), :find) + :start - 1 END`,
  },
  { usage: 'ISNULL(value, otherwise)', means: 'coalesce(:value, :otherwise)' },
  {
    usage: 'LEN(text)',
    note: 'without spaces at the end, as in T-SQL; length() counts them; of a list its elements',
    means: `CASE WHEN typeof(:text) LIKE '%]' THEN CAST(json_array_length(to_json(:text)) AS BIGINT)
      ELSE length(rtrim(CAST(:text AS VARCHAR), ' ')) END`,
  },
  { usage: 'LOCATE(find, text)', note: '0 where it is not found', means: 'instr(:text, :find)' },
  {
    usage: 'LOCATE(find, text, start)',
    means: `CASE WHEN instr(substring(:text, greatest(:start, 1)), :find) = 0 THEN 0
      ELSE instr(substring(:text, greatest(:start, 1)), :find) + greatest(:start, 1) - 1 END`,
  },
  { usage: 'MASK(text, character)', means: 'repeat(:character, length(:text))' },
  {
    usage: 'MASK(text, character, first)',
    note: 'the first characters stay',
    means: 'left(:text, :first) || repeat(:character, length(:text) - :first)',
  },
  {
    usage: 'MASK(text, character, first, last)',
    note: 'the first and the last characters stay',
    means: `CASE WHEN length(:text) <= :first + :last THEN :text
      ELSE left(:text, :first) || repeat(:character, length(:text) - :first - :last) || right(:text, :last) END`,
  },
  { usage: 'NCHAR(code)', means: 'CASE WHEN :code BETWEEN 0 AND 1114111 THEN chr(:code) END' },
  {
    usage: 'OCTET_LENGTH(text)',
    note: 'bytes in UTF-8',
    means: 'strlen(CAST(:text AS VARCHAR))',
  },
  {
    usage: 'OVERLAY(text, replacement, start)',
    note: 'or OVERLAY(text PLACING replacement FROM start)',
    means:
      'left(:text, :start - 1) || :replacement || substring(:text, :start + length(:replacement))',
  },
  {
    usage: 'OVERLAY(text, replacement, start, length)',
    means: 'left(:text, :start - 1) || :replacement || substring(:text, :start + :length)',
  },
  {
    usage: 'PATINDEX(pattern, text)',
    note: 'a LIKE pattern with % _ [a-z] [^a-z], as a literal; minds letter case',
    means: { build: patternIndex },
  },
  { usage: 'QUOTENAME(text)', means: "'[' || replace(:text, ']', ']]') || ']'" },
  {
    usage: 'QUOTENAME(text, quote)',
    means: `CASE WHEN :quote IN ('[', ']') THEN '[' || replace(:text, ']', ']]') || ']'
      WHEN :quote IN ('(', ')') THEN '(' || replace(:text, ')', '))') || ')'
      WHEN :quote IN ('<', '>') THEN '<' || replace(:text, '>', '>>') || '>'
      WHEN :quote IN ('{', '}') THEN '{' || replace(:text, '}', '}}') || '}'
      WHEN :quote IN ('"', '''', '\`') THEN :quote || replace(:text, :quote, :quote || :quote) || :quote END`,
  },
  {
    usage: 'REPLICATE(text, count)',
    means: 'CASE WHEN :count >= 0 THEN repeat(:text, :count) END',
  },
  {
    usage: 'SOUNDEX(text)',
    means: `left(left(regexp_replace(upper(:text), '[^A-Z]', '', 'g'), 1) || replace(substring(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        translate(left(regexp_replace(upper(:text), '[^A-Z]', '', 'g'), 1) ||
          regexp_replace(substring(regexp_replace(upper(:text), '[^A-Z]', '', 'g'), 2), '[HW]', '', 'g'),
          'AEIOUYHWBFPVCGJKQSXZDTLMNR', '00000000111122222222334556'),
        '0+', '0', 'g'), '1+', '1', 'g'), '2+', '2', 'g'), '3+', '3', 'g'), '4+', '4', 'g'), '5+', '5', 'g'), '6+', '6', 'g'),
      2), '0', '') || '0000', 4)`,
  },
  { usage: 'SPACE(count)', means: "CASE WHEN :count >= 0 THEN repeat(' ', :count) END" },
  {
    usage: 'SPLIT(text, delimiter, number)',
    note: "counts from 1, from the end where the number is negative; with two arguments it is DuckDB's own",
    means: 'split_part(:text, :delimiter, :number)',
  },
  { usage: 'STARTSWITH(text, start)', means: 'starts_with(:text, :start)' },
  {
    usage: 'STR(number)',
    note: '10 characters wide',
    means: "lpad(format('{:.0f}', round(CAST(:number AS DOUBLE), 0)), 10, ' ')",
  },
  {
    usage: 'STR(number, length)',
    note: 'stars where the number is longer',
    means: `CASE WHEN length(format('{:.0f}', round(CAST(:number AS DOUBLE), 0))) > :length THEN repeat('*', :length)
      ELSE lpad(format('{:.0f}', round(CAST(:number AS DOUBLE), 0)), :length, ' ') END`,
  },
  {
    usage: 'STR(number, length, decimals)',
    note: 'as many of the decimals as fit',
    means: `CASE WHEN length(format('{:.0f}', trunc(CAST(:number AS DOUBLE)))) > :length THEN repeat('*', :length)
      ELSE lpad(format('{:.{}f}',
        round(CAST(:number AS DOUBLE), CAST(greatest(least(:decimals, :length - length(format('{:.0f}', trunc(CAST(:number AS DOUBLE)))) - 1), 0) AS INTEGER)),
        greatest(least(:decimals, :length - length(format('{:.0f}', trunc(CAST(:number AS DOUBLE)))) - 1), 0)), :length, ' ') END`,
  },
  {
    usage: 'STUFF(text, start, length, replacement)',
    means: `CASE WHEN :start BETWEEN 1 AND length(:text) AND :length >= 0
      THEN left(:text, :start - 1) || coalesce(:replacement, '') || substring(:text, :start + :length) END`,
  },
  { usage: 'TOSTRING(value)', means: 'CAST(:value AS VARCHAR)' },
  { usage: 'UNICODE(text)', means: 'nullif(unicode(:text), -1)' },
]
