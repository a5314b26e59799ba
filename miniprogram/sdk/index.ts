// The SDK's megabyte lives in this subpackage; services/im fetches it after the first paint.
export * from '@rongcloud/imlib-next'
