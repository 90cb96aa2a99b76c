import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

export async function openChromium(): Promise<Browser> {
  const path = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((candidate) =>
    existsSync(candidate),
  );
  return chromium.launch({
    ...(path === undefined ? {} : { executablePath: path }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
