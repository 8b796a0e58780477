/** The place of a product that is on its way. */
export const ProductSkeleton = () => (
  <div className="product" aria-hidden="true">
    <div className="gallery">
      <div className="artwork skeleton gallery-skeleton" />
      <div className="thumbs" />
    </div>
    <div className="facts">
      <p className="skeleton facts-line short" />
      <p className="skeleton facts-line tall" />
      <p className="skeleton facts-line" />
      <p className="skeleton facts-line short" />
      <p className="skeleton facts-line tall" />
    </div>
  </div>
);
