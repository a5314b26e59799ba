import path from 'node:path'

const types: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.aac': 'audio/aac',
  '.amr': 'audio/amr',
  '.wav': 'audio/wav',
  '.m4a': 'audio/mp4',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * The type a file is served with, by its key's extension. What a browser would run, such as HTML or SVG,
 * goes out as plain bytes.
 */
export function contentTypeOf(key: string): string {
  return types[path.extname(key).toLowerCase()] ?? 'application/octet-stream'
}
