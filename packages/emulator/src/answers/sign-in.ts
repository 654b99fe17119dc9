import type { Answer } from './answer.ts'

/** The page that a bad token gets instead of data. No capture of it is public. (assumed: 203 and HTML) */
export const signInPage: Answer = {
  status: 203,
  body: '<!DOCTYPE html>\r\n<html lang="en-US">\r\n<head><title>Azure DevOps Services | Sign In</title></head>\r\n<body><form action="/_signin" method="post"></form></body>\r\n</html>\r\n',
  contentType: 'html',
  headers: {},
}
