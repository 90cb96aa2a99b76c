import * as z from 'zod';

export const proxyChoices = ['none', 'system', 'named'] as const;

/** How what leaves reaches the network. A proxy's user name and password are in the vault, never here. */
export const networkSchema = z.strictObject({
  /** `system`: what HTTPS_PROXY, HTTP_PROXY and NO_PROXY said when the host started */
  proxy: z.enum(proxyChoices),
  /** for `named`: `proxy.example:8080`, or with `http://` or `https://` */
  proxyAddress: z.string().trim().max(300),
  /** for `named`: hosts asked without it, written as in NO_PROXY */
  proxyExcept: z.string().trim().max(4096),
  /** absolute path of a PEM file whose authorities are believed beside the system's; empty: none */
  caBundle: z.string().trim().max(4096),
});
export type Network = z.infer<typeof networkSchema>;

export const networkStatusSchema = z.strictObject({
  /** the system's proxies, without user name and password; null: it names none */
  system: z.string().nullable(),
  /** a user name and a password for the proxy are in the vault */
  passwordKept: z.boolean(),
});
export type NetworkStatus = z.infer<typeof networkStatusSchema>;

export const proxyCredentialsSchema = z.strictObject({
  user: z.string().max(300),
  password: z.string().max(1000),
});
export type ProxyCredentials = z.infer<typeof proxyCredentialsSchema>;

/** The address of a proxy as a URL; null where it is none, or carries more than host and port. */
export function proxyUrl(text: string): URL | null {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  const bare = url.pathname === '/' && url.search + url.hash + url.username + url.password === '';
  return bare ? url : null;
}
