import { securityHeaders } from '../content-security.ts';
import { rendererFile } from '../renderer-files.ts';
import { isAppAddress } from './origin.ts';

/** Answers `app://flairbench/…` with the built renderer and nothing else. */
export async function answerAppRequest(
  request: Pick<Request, 'url' | 'method'>,
  rendererFolder: string,
): Promise<Response> {
  const refused = (status: number) => new Response(null, { status, headers: securityHeaders() });
  if (request.method !== 'GET') return refused(405);
  if (!isAppAddress(request.url)) return refused(403);
  const file = await rendererFile(rendererFolder, new URL(request.url).pathname);
  if (file === null) return refused(404);
  return new Response(new Uint8Array(file.body), {
    status: 200,
    headers: { ...securityHeaders(), 'Content-Type': file.mediaType },
  });
}
