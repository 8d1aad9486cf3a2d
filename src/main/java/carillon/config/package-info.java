/**
 * The settings: every limit and name that may be changed without a rebuild, with its default and its bounds.
 *
 * <p>Read once at start through MicroProfile Config (prefix {@code carillon.}; as environment variables {@code CARILLON_…}). A value out of
 * bounds ends the start with a sentence that names it; it is never corrected silently. Nothing here depends on another package of Carillon.
 */
package carillon.config;
