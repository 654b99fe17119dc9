import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

/** What the OpenAPI document says besides the routes, whose schemas are its source. */
export const openApi: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'devopsql',
      description: 'SQL over Azure DevOps.',
      version: '1',
    },
    components: {
      securitySchemes: {
        password: { type: 'http', scheme: 'basic' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
    security: [{ password: [] }, { token: [] }],
  },
}
