/** What publishers of test packages put into them. */
@org.jspecify.annotations.NullMarked
package acme.tool;
