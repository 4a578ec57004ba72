/** Stands for the words of files in the server's bundle, which must stay small: only pages plan files and say why. */
export const FILE_REASONS = {};
