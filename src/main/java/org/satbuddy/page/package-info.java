/**
 * The page that students use: written in the reader's language, with its scripts, styles and libraries under names that
 * change with their content, so that a browser asks for each of them once. What the page does is in {@code webapp/assets};
 * its words are in {@code webapp/WEB-INF/languages}, a file for each language.
 */
package org.satbuddy.page;
