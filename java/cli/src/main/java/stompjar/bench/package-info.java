/** What load is measured with: networks of the shapes that players use, and how fast the machine is meanwhile. */
package stompjar.bench;
