# Porque é que um ficheiro não é uma fotografia legível.

photo-empty = O ficheiro está vazio. Escolha uma foto.
photo-too-many-bytes = O ficheiro tem mais de { $limit } MiB, que é o limite. Reduza a imagem e tente de novo.
photo-damaged = A imagem está danificada ou incompleta. Guarde-a ou envie-a outra vez.
photo-over-megapixels = A imagem tem demasiados megapíxeis. Reduza-a e tente de novo.
photo-too-many-megapixels =
    A imagem tem { $megapixels } megapíxeis; o limite para este formato ({ $kind }) é { $limit }. Reduza-a e tente de novo.
photo-too-wide =
    A imagem tem { $width }×{ $height } píxeis; o limite é { $limit } por lado. Reduza-a e tente de novo.
photo-too-many-scans = A imagem tem demasiadas passagens progressivas. Guarde-a como JPEG simples.
photo-too-costly =
    Abrir esta imagem exige demasiado tempo ou memória. Guarde-a como JPEG simples e tente de novo.
photo-not-now =
    Não foi possível abrir a imagem agora, porque há outras a ocupar o computador. Tente de novo daqui a um minuto.
photo-other-format =
    { $format ->
        [SVG] Este ficheiro é um SVG; esperava-se uma foto JPEG, PNG, WebP, AVIF ou HEIC.
       *[other] Este ficheiro está no formato { $format }; esperava-se uma foto JPEG, PNG, WebP, AVIF ou HEIC.
    }
photo-no-picture = Isto não é uma imagem legível; esperava-se uma foto JPEG, PNG, WebP, AVIF ou HEIC.
file-unreadable = Não é possível ler o ficheiro: { $reason }.
file-no-file = Isto não é um ficheiro, ou é uma pasta que não pode ser lida.
