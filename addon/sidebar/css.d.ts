/** Styles that a module brings along; the build puts them into the pages that have the module. */
declare module '*.css';
