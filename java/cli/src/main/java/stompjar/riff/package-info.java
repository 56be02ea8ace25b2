/**
 * The project's own demo guitar: plucked strings by digital waveguide, synthesised from a written score.
 *
 * <p>The method is that of Jaffe and Smith, "Extensions of the Karplus-Strong Plucked-String Algorithm" (Computer Music Journal 7(2), 1983),
 * in the form of Karjalainen, Välimäki and Tolonen, "Plucked-String Models" (Computer Music Journal 22(3), 1998). All arithmetic is
 * {@code double} with {@link java.lang.StrictMath} and a fixed seed, so that every machine makes the same bits.
 */
package stompjar.riff;
