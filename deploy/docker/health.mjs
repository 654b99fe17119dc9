// Whether the server in this container answers. The certificate is for its name outside, which 127.0.0.1 is not.
import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'

const url = process.env['DEVOPSQL_HEALTH_URL'] ?? 'https://127.0.0.1:8443/health'
const get = url.startsWith('https:') ? getHttps : getHttp
get(url, { rejectUnauthorized: false, timeout: 4000 }, (response) => {
  process.exit(response.statusCode === 200 ? 0 : 1)
})
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1))
