import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';

export type ReadAuthorities = {
  /** PEM, each once */
  readonly certificates: readonly string[];
  /** why the file could not be read, in a sentence; null where it was, or none was named */
  readonly problem: string | null;
};

/**
 * Whom this machine believes: those that Node brings, NODE_EXTRA_CA_CERTS, the system's, and those of a PEM file. The
 * system's are some hundred small files, which takes too long for the host's own thread.
 */
export function readAuthorities({ file }: { readonly file: string }): ReadAuthorities {
  const known = [...getCACertificates('default'), ...getCACertificates('system')];
  try {
    const named = file === '' ? [] : certificatesIn(readFileSync(file, 'utf8'));
    return { certificates: [...new Set([...known, ...named])], problem: null };
  } catch {
    return {
      certificates: known,
      problem: `The CA bundle ${file} could not be read as PEM. Choose another in Settings, Network.`,
    };
  }
}

/** @throws where one is damaged, or there is none */
function certificatesIn(text: string): readonly string[] {
  const blocks = text.split('-----BEGIN CERTIFICATE-----').slice(1);
  if (blocks.length === 0) throw new Error('There is no certificate in this file.');
  return blocks.map((block) => {
    const [body = ''] = block.split('-----END CERTIFICATE-----');
    const pem = `-----BEGIN CERTIFICATE-----${body}-----END CERTIFICATE-----\n`;
    return new X509Certificate(pem).toString();
  });
}
