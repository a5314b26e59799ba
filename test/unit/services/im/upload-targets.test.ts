import {
  uploadPermit,
  type UploadAuth,
} from '../../../../miniprogram/services/im/rong/upload-targets'

const auth: UploadAuth = {
  deadline: 1,
  token: 'token',
  fileName: 'key.html',
  qiniu: '',
  ossConfig: '[{"s3":"s3.example.com","p":"1"}]',
  osskeyId: null,
  ossPolicy: null,
  ossSign: null,
  ossBucketName: null,
  s3Credential: 'credential',
  s3Algorithm: 'algorithm',
  s3Date: 'date',
  s3Policy: 'policy',
  s3Signature: 'signature',
  s3BucketName: 'bucket',
}

describe('what a storage is told of a file', () => {
  it('lets browsers show the page of a chat history, and no file that people send', () => {
    const told = (kind: 'page' | 'file') => uploadPermit(auth, kind, 'https').targets[0].formData
    expect(told('page')).toMatchObject({
      'Content-Type': 'text/html',
      'Content-Disposition': 'inline;',
    })
    expect(told('file')).toMatchObject({
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment;',
    })
  })
})
