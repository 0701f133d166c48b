package dev.javaotp.spring.supervision;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;

/**
 * Where something is declared: a property and where it comes from, or, for what is
 * declared in Java, the path of names from the top of the tree.
 *
 * @param label what kind of place this is, as shown to the user
 * @param name the property's name or the path
 * @param origin the file and line of the property, if known
 */
record Place(String label, String name, @Nullable Origin origin) {

	/**
	 * Reading order: by file and line as far as these are known, everything else after
	 * that in the order of discovery.
	 */
	static final Comparator<Place> READING_ORDER = Comparator.comparing(Place::textOrigin,
			Comparator
				.nullsLast(Comparator.comparing(TextResourceOrigin::getResource, Comparator.comparing(Object::toString))
					.thenComparing((origin) -> line(origin))
					.thenComparing((origin) -> column(origin))));

	static Place property(String name, @Nullable Origin origin) {
		return new Place("Property", name, origin);
	}

	static Place path(String path) {
		return new Place("Path", path, null);
	}

	private @Nullable TextResourceOrigin textOrigin() {
		return (this.origin instanceof TextResourceOrigin text) ? text : null;
	}

	private static int line(TextResourceOrigin origin) {
		return (origin.getLocation() != null) ? origin.getLocation().getLine() : 0;
	}

	private static int column(TextResourceOrigin origin) {
		return (origin.getLocation() != null) ? origin.getLocation().getColumn() : 0;
	}

	@Override
	public String toString() {
		return (this.origin != null) ? this.name + " (" + this.origin + ")" : this.name;
	}

}
