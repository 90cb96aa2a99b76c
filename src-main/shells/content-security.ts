/**
 * What both shells send with every page. One function, so that the window and the browser are held to the same.
 * `highcharts` is the literal nonce and the trusted-types name that Highcharts 13 uses for its own styles.
 */
export function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src-elem 'self' 'nonce-highcharts'",
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types highcharts',
  ].join('; ');
}

/** Headers of everything that either shell serves. */
export function securityHeaders(): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
    // A page that looks a name up before it is clicked tells somebody about it.
    'X-DNS-Prefetch-Control': 'off',
    'Cache-Control': 'no-store',
  };
}
