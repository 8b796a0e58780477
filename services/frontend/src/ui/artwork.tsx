interface ArtworkProps {
  src: string;
  alt: string;
  /** The pixels the drawing stands for: they give the place its shape before the drawing is there. */
  width: number;
  height: number;
  /** ErrorBoundary of what is seen first: loaded at once. */
  first?: boolean;
  className?: string;
}

export const Artwork = ({ src, alt, width, height, first, className }: ArtworkProps) => (
  <img
    className={className ? `artwork ${className}` : 'artwork'}
    src={src}
    alt={alt}
    width={width}
    height={height}
    loading={first ? 'eager' : 'lazy'}
    decoding="async"
    {...(first && { fetchPriority: 'high' as const })}
  />
);
