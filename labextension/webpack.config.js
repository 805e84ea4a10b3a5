// The usual numbers of modules are made from the absolute path of this folder; natural ones
// make the build the same, byte for byte, wherever it is built.
module.exports = {
  optimization: { moduleIds: 'natural', chunkIds: 'natural' }
};
