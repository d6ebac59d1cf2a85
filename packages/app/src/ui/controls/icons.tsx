import type { JSX } from "solid-js";

/** Line icons on a 20 by 20 grid, in the colour of the text; what they mean is always said in words beside them. */
function Icon(props: { children: JSX.Element }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      {props.children}
    </svg>
  );
}

export const UndoIcon = () => (
  <Icon>
    <path d="M7.5 4 3.5 8l4 4M4 8h7.5a5 5 0 0 1 0 10H8" />
  </Icon>
);

export const RedoIcon = () => (
  <Icon>
    <path d="m12.5 4 4 4-4 4M16 8H8.5a5 5 0 0 0 0 10H12" />
  </Icon>
);

export const ClearIcon = () => (
  <Icon>
    <path d="M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5" />
  </Icon>
);

export const GridIcon = () => (
  <Icon>
    <path d="M3.5 3.5h13v13h-13ZM3.5 8h13M3.5 12.3h13M8 3.5v13M12.3 3.5v13" />
  </Icon>
);

export const ShareIcon = () => (
  <Icon>
    <path d="M10 12.5V3M6.5 6 10 2.8 13.5 6M5.5 9H4v8h12V9h-1.5" />
  </Icon>
);

export const LightIcon = () => (
  <Icon>
    <path d="M11 2.5 5 11.5h4.5L9 17.5l6-9h-4.5Z" />
  </Icon>
);

export const EraserIcon = () => (
  <Icon>
    <path d="m8 16.5-4.6-4.6a1.5 1.5 0 0 1 0-2.1l6.4-6.4a1.5 1.5 0 0 1 2.1 0l4.7 4.7a1.5 1.5 0 0 1 0 2.1L10.2 16.5ZM6.5 6.7l6.8 6.8M8 16.5h9" />
  </Icon>
);

export const PictureIcon = () => (
  <Icon>
    <path d="M3 4.5h14v11H3ZM3.2 13.5l4-4 3.3 3.3 2.5-2.5 3.8 3.7M12.8 7.7v.01" />
  </Icon>
);

export const CameraIcon = () => (
  <Icon>
    <path d="M3 6.5h3L7.5 4h5L14 6.5h3v9.5H3ZM13 11a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z" />
  </Icon>
);

export const PenIcon = () => (
  <Icon>
    <path d="M3.5 16.5 4.5 12.5 13.5 3.5a1.4 1.4 0 0 1 2 0l1 1a1.4 1.4 0 0 1 0 2L7.5 15.5ZM12 5l3 3" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);

export const SunIcon = () => (
  <Icon>
    <path d="M13.5 10a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12Z" />
  </Icon>
);
