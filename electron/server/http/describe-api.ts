import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { instanceContract } from '#shared/contract/instance-contract.ts';
import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { API_PREFIX } from '#server/http/contract-routes.ts';

const DESCRIPTION =
  'Everything that the console and the command line do. Queries are GET and change nothing. Commands are POST ' +
  'and carry a `commandId` of your choosing: asked again with the same one, they answer again and do nothing twice.';

/** The API as an OpenAPI document, made from the contract; as text. */
export async function describeApi(): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(instanceContract, {
    info: { title: 'Nightdesk', version: CONTRACT_VERSION, description: DESCRIPTION },
    servers: [{ url: API_PREFIX }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  });
  return JSON.stringify(document);
}
