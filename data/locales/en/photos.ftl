# Why a file is not a photo that can be read.

photo-empty = The file is empty. Choose a photo.
photo-too-many-bytes = The file has over { $limit } MiB, which is the limit. Scale it down and try again.
photo-damaged = The picture is damaged or cut short. Save or send it again.
photo-over-megapixels = The picture has too many megapixels. Scale it down and try again.
photo-too-many-megapixels =
    The picture has { $megapixels } megapixels; the limit is { $limit } for its format ({ $kind }). Scale it down and try again.
photo-too-wide =
    The picture is { $width }×{ $height } pixels; the limit is { $limit } a side. Scale it down and try again.
photo-too-many-scans = The picture has too many progressive scans. Save it as a plain JPEG.
photo-too-costly = The picture takes too much time or memory to decode. Save it as a plain JPEG and try again.
photo-not-now = The picture could not be decoded now, because other pictures keep the computer busy. Try again in a minute.
photo-other-format =
    { $format ->
        [SVG] This is an SVG file; expected a JPEG, PNG, WebP, AVIF or HEIC photo.
       *[other] This is a { $format } file; expected a JPEG, PNG, WebP, AVIF or HEIC photo.
    }
photo-no-picture = This is not a picture that can be read; expected a JPEG, PNG, WebP, AVIF or HEIC photo.
file-unreadable = The file cannot be read: { $reason }.
file-no-file = This is not a file, or it is a folder that may not be read.
